using System.Globalization;
using OlConnector.Harness.Verification;

namespace OlConnector.Harness.Modes;

/// <summary>What a world came to.</summary>
/// <param name="Name">Mode, and what was special.</param>
/// <param name="Rounds">How many disturbances or repetitions it had.</param>
/// <param name="Findings">What is held against the product.</param>
public sealed record Outcome(string Name, int Rounds, IReadOnlyList<Finding> Findings)
{
    /// <summary>Promises given.</summary>
    public int Accepted { get; init; }

    /// <summary>Sends that reached the sink.</summary>
    public int Sent { get; init; }

    /// <summary>Messages of unknown fate at the end.</summary>
    public int Unknown { get; init; }

    /// <summary>Kills, freezes, cuts.</summary>
    public int Disruptions { get; init; }

    /// <summary>By how much the tightest gap kept its interval.</summary>
    public TimeSpan? SmallestExcess { get; init; }

    /// <summary>Lateness of the sends that nothing but the interval held up, sorted.</summary>
    public IReadOnlyList<TimeSpan> Lateness { get; init; } = [];

    /// <summary>Short gaps by a node that was frozen between check and write: the named left-over.</summary>
    public int LeftOver { get; init; }

    /// <summary>What a person should know besides.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Could not be played here; why stands in the notes.</summary>
    public bool WasSkipped { get; init; }

    /// <summary>The numbers of a world.</summary>
    public static Outcome Of(string name, int rounds, Evidence evidence, IEnumerable<string> notes) =>
        new(name, rounds, Verifier.Check(evidence))
        {
            Accepted = evidence.Offers.Where(offer => offer.IsAccepted).DistinctBy(offer => (offer.Line, offer.Id)).Count(),
            Sent = evidence.Sends.Count,
            Unknown = evidence.Books.Sum(books => books.Messages.Count(message => message.State == "unknown")),
            Disruptions = evidence.Disruptions.Count,
            SmallestExcess = Pace.SmallestExcess(evidence),
            Lateness = Pace.Lateness(evidence),
            LeftOver = Pace.LeftOver(evidence),
            Notes = [.. notes],
        };

    /// <summary>A mode that could not be played here.</summary>
    public static Outcome Skipped(string name, string why) => new(name, 0, []) { WasSkipped = true, Notes = [why] };

    /// <summary>Several worlds of one mode as one line.</summary>
    public static Outcome Sum(IReadOnlyList<Outcome> all) => all[0] with
    {
        Rounds = all.Sum(one => one.Rounds),
        Findings = [.. all.SelectMany(one => one.Findings)],
        Accepted = all.Sum(one => one.Accepted),
        Sent = all.Sum(one => one.Sent),
        Unknown = all.Sum(one => one.Unknown),
        Disruptions = all.Sum(one => one.Disruptions),
        LeftOver = all.Sum(one => one.LeftOver),
        SmallestExcess = all.Min(one => one.SmallestExcess),
        Lateness = [.. all.SelectMany(one => one.Lateness).Order()],
        Notes = [.. all.SelectMany(one => one.Notes).Distinct()],
    };

    /// <summary>The head of the table.</summary>
    public const string Head = "mode               rounds accepted    sent unknown  kills  tightest gap   lateness p50/p99   verdict";

    /// <summary>A line of the table.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-18} {Rounds,6} {Accepted,8} {Sent,7} {Unknown,7} {Disruptions,6}  {Tightest,-13}  "
        + $"{Percentile(0.5),6} /{Percentile(0.99),6} ms   {Verdict}{(LeftOver == 0 ? "" : $", left over {LeftOver}")}");

    private string Tightest => SmallestExcess is { } excess
        ? string.Create(CultureInfo.InvariantCulture, $"{excess.TotalMilliseconds:+0.00;-0.00} ms")
        : "-";

    private string Verdict => WasSkipped
        ? "SKIPPED"
        : Findings.Count == 0
        ? "kept"
        : $"BROKEN: {string.Join(", ", Findings.GroupBy(finding => finding.Charge).Select(group => $"{group.Key} {group.Count()}"))}";

    private string Percentile(double part) =>
        Lateness.Count == 0 ? "-" : Lateness[Math.Min(Lateness.Count - 1, (int)(Lateness.Count * part))].TotalMilliseconds.ToString(
            "0.0", CultureInfo.InvariantCulture);
}
