using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Portals;
using OlConnector.Queue;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Settings;

/// <summary>What a user gets who opens the app for the first time.</summary>
internal enum NewUsers
{
    /// <summary>The role viewer on all lines.</summary>
    Viewer,

    /// <summary>No role, until an administrator gives one.</summary>
    None,
}

/// <summary>What becomes of a mailing from CRM-Marketing whose risk is high.</summary>
internal enum RiskPolicy
{
    /// <summary>It goes on, and people are warned.</summary>
    Warn,

    /// <summary>Its messages wait for a person who confirms it.</summary>
    Hold,
}

/// <summary>So many marketing messages to one number within so many days.</summary>
/// <param name="Messages">1–100.</param>
/// <param name="Days">1–90, counted back from the moment.</param>
internal sealed record FrequencyCapSetting([property: Needed] int? Messages = null, [property: Needed] int? Days = null);

/// <summary>A portal's settings, as they are shown and as a merge patch changes them.</summary>
/// <param name="Country">
/// Two letters (ISO 3166-1) of the country whose national numbers are understood. Default: none, only international numbers.
/// </param>
/// <param name="TimeZone">IANA time zone. Default: UTC.</param>
/// <param name="Language">Two letters. Default: en.</param>
/// <param name="LiteralSpintax">Broken spintax goes out as it stands instead of being held. Default: false.</param>
/// <param name="AcceptAnyNumber">Any 8 to 15 digits are a number. Default: false.</param>
/// <param name="OptOutWords">
/// Words by which a client refuses, at most 200 of 64 characters. стоп, stop and unsubscribe stay in whatever is sent. Default: the list of
/// docs/text.md.
/// </param>
/// <param name="MissingValue">
/// What happens to a message that names a field without a value: it waits for a person (<c>hold</c>), is not sent (<c>skip</c>), or goes
/// out with the place empty (<c>blank</c>). Default: hold.
/// </param>
/// <param name="Dedupe">
/// A mailing reaches no number twice, and the same text no number twice within a day. Marketing only. Default: true.
/// </param>
/// <param name="FrequencyCap">How often marketing goes to one number at most. Default: null, as often as there is any.</param>
/// <param name="NewUsers">
/// What users get who open the app for the first time; administrators of the portal are admin. Default: viewer.
/// </param>
/// <param name="Guard">How large mailings may be, where neither line nor mailing says it. Default: the app's guard.</param>
/// <param name="Collect">
/// Nothing of a mailing leaves until its letter has been handed over whole, where neither line nor mailing says it. Default: false.
/// </param>
/// <param name="Shorteners">
/// Hosts whose links hide where they lead, at most 200, such as bit.ly. Default: those that are well known.
/// </param>
/// <param name="RiskPolicy">What becomes of a mailing from CRM-Marketing whose risk is high. Default: warn.</param>
internal sealed record PortalSettings(
    string? Country = null, string? TimeZone = null, string? Language = null, bool? LiteralSpintax = null, bool? AcceptAnyNumber = null,
    IReadOnlyList<string>? OptOutWords = null, MissingValuePolicy? MissingValue = null, NewUsers? NewUsers = null,
    bool? Dedupe = null, FrequencyCapSetting? FrequencyCap = null, GuardJson? Guard = null, bool? Collect = null,
    IReadOnlyList<string>? Shorteners = null, RiskPolicy? RiskPolicy = null)
{
    /// <summary>The settings as they are, defaults filled in.</summary>
    internal static PortalSettings Of(Portal portal) => new(
        portal.Country, portal.TimeZone, portal.Language, portal.LiteralSpintax, portal.AcceptAnyNumber,
        portal.OptOutWords?.Split('\n') ?? Engine.Suppression.OptOutWords.DefaultList, portal.MissingValue,
        portal.IsClosedToNewUsers ? Settings.NewUsers.None : Settings.NewUsers.Viewer,
        portal.SkipsRepeats, portal.CapMessages is null ? null : new FrequencyCapSetting(portal.CapMessages, portal.CapDays),
        GuardJson.Read(portal.Guard), portal.Collects, HostsOf(portal.Shorteners),
        portal.HoldsHighRisk ? Settings.RiskPolicy.Hold : Settings.RiskPolicy.Warn);

    /// <summary>Writes settings that have been checked to a portal.</summary>
    internal void ApplyTo(Portal portal)
    {
        (portal.Country, portal.TimeZone, portal.Language) = (Country, TimeZone ?? "UTC", Language ?? "en");
        (portal.LiteralSpintax, portal.AcceptAnyNumber) = (LiteralSpintax ?? false, AcceptAnyNumber ?? false);
        (portal.OptOutWords, portal.MissingValue) = (WordLines(), MissingValue ?? MissingValuePolicy.Hold);
        portal.IsClosedToNewUsers = NewUsers == Settings.NewUsers.None;
        (portal.SkipsRepeats, portal.CapMessages, portal.CapDays) = (Dedupe ?? true, FrequencyCap?.Messages, FrequencyCap?.Days);
        (portal.Guard, portal.Collects) = (GuardJson.Text(Guard), Collect ?? false);
        (portal.Shorteners, portal.HoldsHighRisk) = (HostLines(), RiskPolicy == Settings.RiskPolicy.Hold);
    }

    private static IReadOnlyList<string> HostsOf(string? lines) =>
        lines is null ? ShortLinkHosts.DefaultList : lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The default list is not stored; an empty one is: that portal takes no host for a shortener.</summary>
    private string? HostLines()
    {
        var hosts = Shorteners?.Select(ShortLinkHosts.Named).Distinct(StringComparer.Ordinal).ToList();
        return hosts is null || hosts.SequenceEqual(ShortLinkHosts.DefaultList, StringComparer.Ordinal) ? null : string.Join('\n', hosts);
    }

    /// <summary>The default list is not stored, so that portals that never changed it follow it.</summary>
    private string? WordLines()
    {
        if (OptOutWords is null || OptOutWords.SequenceEqual(Engine.Suppression.OptOutWords.DefaultList, StringComparer.Ordinal))
            return null;
        var words = OptOutWords.Select(word => word.Trim()).ToList();
        return string.Join('\n', Engine.Suppression.OptOutWords.Fixed.Concat(words).Distinct(StringComparer.OrdinalIgnoreCase));
    }
}
