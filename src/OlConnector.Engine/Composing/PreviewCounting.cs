using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Composing;

/// <summary>The numbers of a dry run.</summary>
internal static class PreviewCounting
{
    private const int Decimals = 2;

    public static Uniqueness? Uniqueness(PreviewItem item, DistinctCount distinct)
    {
        if (item.Recipients is not (> 0 and var recipients)) return null;
        var different = item.Balanced
            ? Composing.Uniqueness.DealtDistinct(distinct.AtMost, recipients)
            : Composing.Uniqueness.ExpectedDistinct(distinct.AtMost, recipients);
        return new Uniqueness(recipients, different);
    }

    public static double? Rounded(double? value) => value is null ? null : Math.Round(value.Value, Decimals);

    public static string Name(SmsEncoding? encoding) => encoding switch
    {
        SmsEncoding.Gsm7 => "gsm7",
        SmsEncoding.Ucs2 => "ucs2",
        _ => "mixed",
    };

    /// <summary>
    /// From the fewest parts at the lowest price to the most parts at the highest: numbers are not known yet. A WhatsApp message is never
    /// split.
    /// </summary>
    public static MinMax<decimal>? Cost(PreviewItem item, SmsRange size)
    {
        if (item is not { Recipients: > 0 and var recipients, Tariff: { Lowest: { } lowest, Highest: { } highest } }) return null;
        var (min, max) = item.Channel == Channel.Sms ? (size.MinParts, size.MaxParts) : (1, 1);
        return new MinMax<decimal>((decimal)recipients * min * lowest, (decimal)recipients * max * highest);
    }
}
