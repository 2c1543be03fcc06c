using System.Globalization;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>What was forecast for a mailing at a moment, as it is kept.</summary>
/// <param name="MadeAt">When.</param>
/// <param name="Points">How many would have left by when; what had left by then is among them.</param>
internal sealed record CampaignPlan(DateTimeOffset MadeAt, IReadOnlyList<(DateTimeOffset At, int Sent)> Points)
{
    private const string Void = "UPDATE campaigns SET planned_at = NULL WHERE id = @campaign";

    private const string Put = """
        UPDATE campaigns SET plan = @plan, planned_at = @at WHERE id = @campaign AND planned_at IS NULL AND last_arrival_at = @arrival
        """;

    /// <summary>A person decided otherwise: the plan is made anew, and until then there is none.</summary>
    internal static void Forget(WriteTurn turn, Guid campaign) => turn.Put(Void, ("campaign", campaign));

    /// <summary>Keeps it, unless the mailing has grown since it was looked at.</summary>
    internal void Keep(WriteTurn turn, Guid campaign, DateTimeOffset lastArrival) =>
        turn.Put(Put, ("plan", ToString()), ("at", MadeAt), ("campaign", campaign), ("arrival", lastArrival));

    /// <summary>Reads what <see cref="ToString"/> wrote; null for nothing.</summary>
    internal static CampaignPlan? Parse(string? stored)
    {
        if (stored is null) return null;
        var parts = stored.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var made = DateTimeOffset.FromUnixTimeMilliseconds(Number(parts[0]));
        return new CampaignPlan(made, [.. parts.Skip(1).Select(part => part.Split(':'))
            .Select(pair => (made.AddMilliseconds(Number(pair[0])), (int)Number(pair[1])))]);

        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>The moment, then each point as milliseconds from there and a number.</summary>
    public override string ToString() => string.Join(' ', Points
        .Select(point => Invariant($"{(long)(point.At - MadeAt).TotalMilliseconds}:{point.Sent}"))
        .Prepend(Invariant($"{MadeAt.ToUnixTimeMilliseconds()}")));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
