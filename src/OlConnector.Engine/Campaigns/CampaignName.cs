using System.Globalization;
using OlConnector.Engine.Lines;

namespace OlConnector.Engine.Campaigns;

/// <summary>The name of a campaign to which nobody gave one: when it began, its line, then the beginning of its text.</summary>
public static class CampaignName
{
    /// <summary>What such names are like in SQL; a name that a person gave may be so by chance.</summary>
    public const string SqlPattern = "____-__-__ __:__ %";

    /// <summary>Characters of the moment at their beginning, as SQL takes them.</summary>
    public const string SqlMomentLength = "16";

    private const string MomentForm = "yyyy-MM-dd HH:mm";
    private const int MomentLength = 16;
    private const int TextLength = 40;

    /// <summary>A name that was made from a text, without it: the moment alone. A name that a person gave stays.</summary>
    public static string WithoutText(string name) =>
        name.Length > MomentLength && name[MomentLength] == ' ' && DateTime.TryParseExact(
            name[..MomentLength], MomentForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? name[..MomentLength]
            : name;

    /// <summary>The name.</summary>
    /// <param name="startedAt">When the campaign's first message came.</param>
    /// <param name="timeZone">IANA zone whose clock tells it, the portal's; UTC where it is unknown.</param>
    /// <param name="lineName">What people call the line.</param>
    /// <param name="text">That message's source text.</param>
    public static string Of(DateTimeOffset startedAt, string timeZone, string lineName, string text)
    {
        var zone = LocalTimes.TryFindZone(timeZone, out var known) ? known : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(startedAt, zone);
        var line = text.ReplaceLineEndings(" ").Trim();
        var beginning = line.Length > TextLength ? line[..TextLength] + "…" : line;
        return $"{local.ToString(MomentForm, CultureInfo.InvariantCulture)} {lineName}: {beginning}";
    }
}
