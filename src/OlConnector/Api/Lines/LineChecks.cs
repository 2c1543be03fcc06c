using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Lines;

/// <summary>One rule each for the fields of a line; null when a field may stand.</summary>
internal static class LineChecks
{
    private const int MaxPrices = 1000;
    private const int MaxPrefixLength = 15;
    private const int MaxPrice = 1_000_000;

    /// <summary>Alphanumeric originators of GSM (3GPP TS 23.040 §9.1.2.5).</summary>
    private const int LongestSenderName = 11;

    /// <summary>The kind's own judgement, with the field named <c>gateway.settings.X</c>.</summary>
    internal static Refusal? Gateway(GatewayDraft? draft, GatewayCatalog kinds, out IGatewayKind? kind, out GatewaySettings? settings)
    {
        (kind, settings) = (null, null);
        if (draft is null) return Refuse.Required("gateway");
        if (draft.Kind is null) return Refuse.Required("gateway.kind");
        if (!kinds.TryGet(draft.Kind, out kind))
        {
            var known = string.Join(", ", kinds.Kinds.Select(one => one.Kind));
            return new Refusal(400, "unknown_gateway", new Said(
                $"gateway.kind — одно из: {known}.",
                $"gateway.kind has to be one of: {known}."), "gateway.kind");
        }

        var values = draft.Settings ?? new Dictionary<string, object?>(StringComparer.Ordinal);
        settings = new GatewaySettings(
            values.Where(pair => pair.Value is not null)
                .ToDictionary(pair => pair.Key, pair => LineDrafts.TextOf(pair.Value)!, StringComparer.Ordinal));
        return kind.Validate(settings) is [var problem, ..]
            ? new Refusal(400, "invalid_gateway_setting", problem.Message, $"gateway.settings.{problem.Setting}")
            : null;
    }

    internal static Refusal? Interval(TimeSpan interval, string field, TimeSpan floor)
    {
        if (interval < floor)
            return new Refusal(400, "interval_below_floor", new Said(
                $"{field} — не меньше {floor:c}: номер, который пишет чаще, быстро блокируют.",
                $"{field} has to be at least {floor:c}: a number that writes faster is soon blocked."), field);
        return interval > PacingOptions.MaxInterval
            ? new Refusal(400, "interval_above_limit", new Said(
                $"{field} — не больше {PacingOptions.MaxInterval:c}.",
                $"{field} has to be at most {PacingOptions.MaxInterval:c}."), field)
            : null;
    }

    /// <summary>What recipients see: a telephone number; on SMS a short number or a sender name too.</summary>
    internal static Refusal? Number(string? number, Channel channel)
    {
        if (string.IsNullOrWhiteSpace(number) || PhoneRules.NormalizeLoosely(number, region: null) is PhoneResult.Valid) return null;
        if (channel == Channel.WhatsApp) return Refuse.NoNumber("number");
        var name = number.Trim();
        return name.Length <= LongestSenderName && name.All(IsOfSenderName) && name.Any(char.IsAsciiLetterOrDigit)
            ? null
            : Refuse.Invalid("number", new Said(
                $"number — телефонный номер, короткий номер или имя отправителя: до {LongestSenderName} латинских букв и цифр.",
                $"number is a telephone number, a short number, or a sender name: at most {LongestSenderName} Latin letters and digits."));
    }

    private static bool IsOfSenderName(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is ' ' or '.' or '-' or '_' or '&';

    internal static Refusal? Jitter(int? jitter) =>
        jitter is null or (>= 0 and <= 100) ? null : Refuse.Invalid("jitter", new Said(
            "jitter — целый процент от 0 до 100.",
            "jitter is a whole percentage from 0 to 100."));

    internal static Refusal? Window(WindowJson? window) => window is null || window.TryRead(out _, out var problem)
        ? null
        : new Refusal(400, "invalid_window", new Said(
            $"Окно отправки задано неверно: нужны days (mon…sun), from и to (10:00) и timeZone (Europe/Moscow). {problem!.Text}",
            problem.Text), problem.Field);

    internal static Refusal? Tariff(IReadOnlyList<PrefixPrice>? prices)
    {
        if (prices is null) return null;
        if (prices.Count is 0 or > MaxPrices)
            return Refuse.Invalid("tariff", new Said(
                $"В tariff — от 1 до {MaxPrices} цен; null — без цен.",
                $"tariff lists 1 to {MaxPrices} prices; null for none."));
        var wrong = prices.Index().FirstOrDefault(one => !IsPrice(one.Item), (-1, null!)).Index;
        if (wrong >= 0)
            return Refuse.Invalid($"tariff[{wrong}]", new Said(
                $"Цена — это префикс не длиннее {MaxPrefixLength} цифр и сумма от 0 до {MaxPrice}.",
                $"A price has a prefix of at most {MaxPrefixLength} digits and an amount from 0 to {MaxPrice}."));
        return prices.DistinctBy(price => price.Prefix).Count() == prices.Count
            ? null
            : Refuse.Invalid("tariff", new Said(
                "Каждый префикс в tariff — один раз.",
                "Each prefix stands once in tariff."));
    }

    internal static Refusal? Currency(string? currency) =>
        currency is null || (currency.Length == 3 && currency.All(char.IsAsciiLetterUpper))
        ? null
        : Refuse.Invalid("currency", new Said(
            "currency — три заглавные латинские буквы, например RUB.",
            "currency has three capital letters, such as EUR."));

    /// <summary>Names the first limit whose number or time cannot be.</summary>
    internal static Refusal? Limits(LimitsJson? limits) => limits is null || LimitProblem.Of(limits) is not { } problem
        ? null
        : Refuse.Invalid(problem.Field, problem switch
        {
            { Most: { } most } => new Said(
                $"{problem.Field} — число от {problem.Least} до {most}.", $"{problem.Field} is a number from {problem.Least} to {most}."),
            { Least: not null } => new Said(
                $"{problem.Field} — время больше 00:00:00 и не больше 24 часов (1.00:00:00).",
                $"{problem.Field} is more than 00:00:00 and at most 24 hours (1.00:00:00)."),
            _ => new Said($"{problem.Field} — время вида 09:00.", $"{problem.Field} is a time such as 09:00."),
        });

    private static bool IsPrice(PrefixPrice? price) =>
        price is { Price: >= 0 and <= MaxPrice, Prefix: { Length: <= MaxPrefixLength } prefix } && prefix.All(char.IsAsciiDigit);
}
