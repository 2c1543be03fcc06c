using System.Diagnostics.Metrics;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Where the product counts what it does, for whoever listens (docs/metrics.md). Nobody listens: nothing is counted.</summary>
internal static class Meters
{
    internal const string Name = "OlConnector";

    private static Meter OlConnector { get; } = new(Name);

    /// <summary>Turns of claiming: each asks the database once for all lines that are due.</summary>
    internal static Counter<long> Claims { get; } = OlConnector.CreateCounter<long>("olconnector.dispatch.claims", "{turn}");

    /// <summary>Messages handed to gateways.</summary>
    internal static Counter<long> Sends { get; } = OlConnector.CreateCounter<long>("olconnector.dispatch.sends", "{message}");

    /// <summary>From a line's last answer to its next send.</summary>
    internal static Histogram<double> Gaps { get; } = OlConnector.CreateHistogram<double>("olconnector.line.gap", "s");

    /// <summary>Messages that became failed or undelivered.</summary>
    internal static Counter<long> Failures { get; } = OlConnector.CreateCounter<long>("olconnector.line.failures", "{message}");

    /// <summary>Tries of webhooks.</summary>
    internal static Counter<long> Deliveries { get; } = OlConnector.CreateCounter<long>("olconnector.webhook.deliveries", "{try}");

    /// <summary>A message became this, once that is durable.</summary>
    internal static void Note(WriteTurn turn, MessageRow message, MessageState to, string? reason)
    {
        if (!Failures.Enabled || to is not (MessageState.Failed or MessageState.Undelivered)) return;
        turn.Afterwards(() => Failures.Add(
            1, new KeyValuePair<string, object?>("line", message.LineId.ToString()), new KeyValuePair<string, object?>("reason", reason)));
    }

    /// <summary>A claimed message goes out now.</summary>
    internal static void Note(Claim claim, DateTimeOffset now)
    {
        if (!Gaps.Enabled || claim.LastAnswerAt is not { } answered) return;
        Gaps.Record(
            (now - answered).TotalSeconds, new KeyValuePair<string, object?>("line", claim.LineId.ToString()),
            new KeyValuePair<string, object?>("traffic", claim.Marketing is null ? "direct" : "marketing"));
    }
}
