using System.Globalization;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
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

    private static readonly char[] WordEnds = [' ', ',', '.', ':', ';', '-', '—'];

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
    /// <param name="text">That message's source text; blank where every recipient has a text of their own.</param>
    public static string Of(DateTimeOffset startedAt, string timeZone, string lineName, string text)
    {
        var zone = LocalTimes.TryFindZone(timeZone, out var known) ? known : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(startedAt, zone);
        var begun = $"{local.ToString(MomentForm, CultureInfo.InvariantCulture)} {lineName}";
        return string.IsNullOrWhiteSpace(text) ? begun : $"{begun}: {Beginning(Readable(text))}";
    }

    /// <summary>As one reads it aloud: of groups the first option, of fields their name, <c>[NAME]</c>.</summary>
    private static string Readable(string text)
    {
        var letter = LetterTemplate.Parse(SpintaxTemplate.Parse(text).Variant(0));
        var names = letter.Fields.ToDictionary(field => field, field => $"[{field}]", StringComparer.OrdinalIgnoreCase);
        return letter.Render(names).ReplaceLineEndings(" ").Trim();
    }

    /// <summary>Cut behind a word, unless the first one is as long as all that may stay.</summary>
    private static string Beginning(string text)
    {
        if (text.Length <= TextLength) return text;
        var end = text.LastIndexOf(' ', TextLength);
        return text[..(end > 0 ? end : TextLength)].TrimEnd(WordEnds) + "…";
    }
}
