using OlConnector.Api.Lines;
using OlConnector.Api.Messages;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Portals;
using OlConnector.Queue;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Checks what people want of a mailing, and writes it as it is stored.</summary>
internal static class MailingDrafts
{
    private const int MaxNameLength = 200;
    private const int UsualWave = 50;

    /// <summary>Nobody plans a mailing for longer. 366 days.</summary>
    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(366);

    /// <summary>The first setting that is wrong; null when all may stand. What stood before is not asked again.</summary>
    /// <param name="draft">As it would be.</param>
    /// <param name="was">As it is.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="floor">The shortest pause that its line may have.</param>
    internal static Refusal? Check(CampaignDraft draft, CampaignDraft was, DateTimeOffset now, TimeSpan floor) =>
        ShortText.Check(draft.Name, "name", MaxNameLength, isRequired: false)
        ?? LineChecks.Window(draft.Window)
        ?? Times(draft, was, now)
        ?? Waves(draft.Waves)
        ?? GuardChecks.Check(draft.Guard, was.Guard)
        ?? (draft.Interval is { } interval && interval != was.Interval ? LineChecks.Interval(interval, "interval", floor) : null)
        ?? (draft.PerMinute is { } number && number != was.PerMinute ? PerMinute(number, floor) : null);

    /// <summary>What the composer would call an error of the letter; null when it may be pasted.</summary>
    /// <param name="text">The letter without its marker.</param>
    /// <param name="longest">Characters that the line's gateway takes.</param>
    /// <param name="portal">Whose rules hold for braces.</param>
    internal static Refusal? CheckText(string? text, int longest, Portal portal)
    {
        if (string.IsNullOrWhiteSpace(text)) return Refuse.Required("text");
        if (QuickSendChecks.TooLong(text, longest) is { } refusal) return refusal;
        if (QuickSendChecks.Broken(text, portal) is { } broken) return broken;
        return LetterTemplate.Parse(text).WorkflowTokens is [var token, ..]
            ? new Refusal(400, "workflow_field", new Said(
                $"Поле {token} заполняют только роботы и бизнес-процессы, в рассылке оно останется пустым. Уберите его.",
                $"Only robots and workflows fill {token}; a mailing cannot. Take it out."), "text")
            : null;
    }

    /// <summary>The same of an own mailing, whose recipients may all have texts of their own.</summary>
    internal static Refusal? CheckOwnText(string text, int longest, Portal portal) =>
        string.IsNullOrWhiteSpace(text) ? null : CheckText(text, longest, portal);

    /// <summary>What is wrong with the timetable of an own mailing; null when it may stand. What stood before is not asked again.</summary>
    internal static Refusal? CheckOwnTimes(CampaignDraft draft, CampaignDraft was, DateTimeOffset now)
    {
        if (draft.StartAt != was.StartAt && draft.StartAt <= now) return OwnRefusals.StartInPast();
        if (draft.EndAt == was.EndAt && draft.SpreadEvenly == was.SpreadEvenly && draft.StartAt == was.StartAt) return null;
        if (draft.SpreadEvenly == true && draft.EndAt is null) return OwnRefusals.SpreadWithoutEnd();
        if (draft.EndAt is not { } end) return null;
        if (draft.SpreadEvenly != true) return OwnRefusals.EndWithoutSpread();
        if (end <= now || end <= draft.StartAt) return OwnRefusals.EndBeforeStart();
        return end > now + LongestValidity
            ? Refuse.Invalid("endAt", new Said("endAt — не дальше года.", "endAt is at most a year ahead."))
            : null;
    }

    /// <summary>The refusal of what only own mailings have; null when nothing of it is said.</summary>
    internal static Refusal? CheckNotOwn(CampaignDraft draft, CampaignDraft was)
    {
        var field = draft.EndAt != was.EndAt ? "endAt"
            : draft.SpreadEvenly != was.SpreadEvenly ? "spreadEvenly"
            : draft.Dedupe != was.Dedupe ? "dedupe"
            : draft.Variants != was.Variants ? "variants"
            : draft.MissingValue != was.MissingValue ? "missingValue" : null;
        return field is null ? null : OwnRefusals.OnlyOwn(field);
    }

    /// <summary>A text as it is kept: without a marker of an earlier letter, and without white space at its end.</summary>
    internal static string? Clean(string? text) => text is null ? null : LetterMarker.Cut(text).Text.TrimEnd();

    /// <summary>The settings as they are stored.</summary>
    /// <param name="draft">What is wanted.</param>
    /// <param name="was">What is stored: a pause that was reckoned stays.</param>
    internal static string? Stored(CampaignDraft draft, string? was = null) => new MailingJson(
        draft.StartAt, draft.Window?.InOrder(), draft.Waves is { } waves ? waves with { Size = waves.Size ?? UsualWave } : null,
        GuardJson.Said(draft.Guard), draft.Interval, draft.PerMinute, draft.Collect)
    {
        EndAt = draft.EndAt,
        SpreadEvenly = draft.SpreadEvenly,
        Dedupe = draft.Dedupe,
        Variants = draft.Variants,
        MissingValue = draft.MissingValue,
        Spread = draft.SpreadEvenly == true ? MailingJson.Read(was).Spread : null,
    }.Text();

    /// <summary>What a campaign has, as a patch is applied to it.</summary>
    internal static CampaignDraft Of(Campaign campaign)
    {
        var settings = MailingJson.Read(campaign.Settings);
        return new CampaignDraft(
            campaign.Name, campaign.Rank, campaign.FirstText, settings.StartAt, campaign.ValidUntil, settings.Window, settings.Waves,
            settings.Guard, CampaignNotices.Of(campaign), settings.Interval, settings.PerMinute, settings.Collect, settings.EndAt,
            settings.SpreadEvenly, settings.Dedupe, settings.Variants, settings.MissingValue);
    }

    /// <summary>What is wrong with the moments of a mailing; null when they may stand.</summary>
    internal static Refusal? Times(CampaignDraft draft, CampaignDraft was, DateTimeOffset now)
    {
        if (draft.StartAt != was.StartAt && draft.StartAt > now + WavePlan.LatestStart)
            return Refuse.Invalid("startAt", new Said(
                "startAt — не дальше чем через 30 дней.",
                "startAt is at most 30 days ahead."));
        if (draft.ValidUntil is not { } end) return null;
        if (end <= draft.StartAt)
            return Refuse.Invalid("validUntil", new Said(
                "validUntil раньше, чем startAt: рассылка кончилась бы, не начавшись. Укажите более поздний срок.",
                "validUntil is before startAt: the mailing would end before it begins. Choose a later moment."));
        return draft.ValidUntil != was.ValidUntil && (end <= now || end > now + LongestValidity)
            ? Refuse.Invalid("validUntil", new Said(
                "validUntil — момент в будущем, не дальше года. Чтобы не отправлять остальное сразу, остановите рассылку.",
                "validUntil is a moment in the future, at most a year ahead. To keep the rest from leaving at once, stop the campaign."))
            : null;
    }

    private static Refusal? Waves(WavesJson? waves)
    {
        if (waves is null) return null;
        if (waves.Size is <= 0 or > GuardJson.MostNumbers)
            return Refuse.Invalid("waves.size", new Said("waves.size — от 1.", "waves.size is 1 or more."));
        if (waves.Gap is not { } gap) return Refuse.Required("waves.gap");
        return gap >= WavePlan.ShortestGap && gap <= WavePlan.LongestGap
            ? null
            : Refuse.Invalid("waves.gap", new Said(
                "waves.gap — от минуты (00:01:00) до недели (7.00:00:00).",
                "waves.gap is a minute (00:01:00) to a week (7.00:00:00)."));
    }

    /// <summary>As a number it has the same bounds: no more than the floor lets through, and one a minute at least.</summary>
    private static Refusal? PerMinute(int number, TimeSpan floor)
    {
        var most = (int)(TimeSpan.FromMinutes(1) / floor);
        return number >= 1 && number <= most
            ? null
            : Refuse.Invalid("perMinute", new Said(
                $"perMinute — от 1 до {most}: номер, который пишет чаще, быстро блокируют.",
                $"perMinute is 1 to {most}: a number that writes faster is soon blocked."));
    }
}
