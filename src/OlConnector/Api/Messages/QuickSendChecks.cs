using OlConnector.Engine;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Portals;
using OlConnector.Gateways;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Messages;

/// <summary>What can be told about a quick send before it is accepted.</summary>
internal static class QuickSendChecks
{
    private const int LongestText = 4096;

    /// <summary>The first thing that is wrong; null when the message may be accepted, and then its number is known.</summary>
    internal static Refusal? Check(QuickSendDraft draft, Portal portal, GatewayTraits? traits, out PhoneNumber to)
    {
        to = default;
        if (string.IsNullOrWhiteSpace(draft.To)) return Refuse.Required("to");
        if (draft.Text is null || VisibleText.IsBlank(draft.Text)) return Refuse.Required("text");
        if (TooLong(draft.Text, LongestOf(traits)) is { } tooLong) return tooLong;
        if (NamedNumber.Read(draft.To, portal.Country, portal.AcceptAnyNumber) is not { } phone) return Refuse.NoNumber("to");
        to = phone.Number;
        return portal.AcceptAnyNumber || PhoneUse.CanReach(phone.Kind) ? Broken(draft.Text, portal) : Refuse.NoNumber("to");
    }

    /// <summary>Characters that a line takes.</summary>
    internal static int LongestOf(GatewayTraits? traits) => traits?.MaxTextLength ?? LongestText;

    /// <summary>The same of a line whose gateway is of this kind.</summary>
    internal static int LongestOf(GatewayCatalog kinds, string kind) => LongestOf(kinds.TryGet(kind, out var known) ? known.Traits : null);

    /// <summary>What a text that the line does not take is refused with; null when it does.</summary>
    internal static Refusal? TooLong(string text, int longest) => text.Length <= longest
        ? null
        : new Refusal(400, "text_too_long", new Said(
            $"Текст на этой линии — не больше {longest} знаков.",
            $"text has at most {longest} characters on this line."), "text");

    /// <summary>Whether the caller may send such a message; null when they may.</summary>
    internal static Refusal? CheckKind(QuickSendDraft draft, Caller caller)
    {
        if (draft.Transactional != true) return null;
        if (draft.Kind == QuickSendKind.Marketing) return QuickSendRefusals.MarketingIsNotTransactional();
        return caller.MaySendTransactional ? null : QuickSendRefusals.MayNotBeTransactional();
    }

    /// <summary>A text that would be held for ever, because nobody would be told: here somebody is.</summary>
    internal static Refusal? Broken(string text, Portal portal)
    {
        var message = MessageTemplate.Parse(text);
        if (message.Spintax.Errors is [var group, ..] && !portal.LiteralSpintax)
            return new Refusal(400, "spintax_invalid", new Said(
                $"Скобки вариантов не сходятся, знак {group.Column}. Закройте группу или поставьте перед скобкой обратную черту.",
                $"The braces of the variants do not match at character {group.Column}. Close the group, or escape the brace."), "text")
            { Position = group.Column };
        if (message.LetterErrors is not [var place, ..]) return null;
        var (ru, en) = LetterSentence.Of(place);
        return new Refusal(400, "template_invalid", new Said(ru, en), "text") { Position = place.Position + 1 };
    }

    /// <summary>SMS parts of the variant that this very message will get.</summary>
    internal static int PartsOf(IncomingMessage message, MessageId id)
    {
        var spintax = SpintaxTemplate.Parse(message.Text);
        var chance = VariantRandom.For(message.Portal, message.Code, id.ToString(), message.Text);
        return SmsParts.Measure(spintax.IsValid ? spintax.Render(chance) : message.Text).Parts;
    }
}
