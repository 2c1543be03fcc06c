using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Messages;

namespace OlConnector.Sandbox.Marketing;

/// <summary>A set of clients chosen in CRM-Marketing.</summary>
/// <param name="Id">Unique within the portal.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Clients">All of them; who has no phone or unsubscribed is left out when a letter is launched.</param>
public sealed record Segment(int Id, string Name, IReadOnlyList<CrmEntity> Clients)
{
    /// <summary>Who really gets a message.</summary>
    public IEnumerable<CrmEntity> Recipients => Clients.Where(client => client.Phones.Count > 0 && !client.IsUnsubscribed);
}

/// <summary>An SMS letter of CRM-Marketing.</summary>
/// <param name="Id">Its number, <c>#SENDER_CHAIN_ID#</c>.</param>
/// <param name="Text">The template: <c>#NAME#</c>, spintax, <c>{{field}}</c> as people mix them.</param>
/// <param name="SenderCode">CODE of the chosen sender.</param>
/// <param name="Segment">To whom.</param>
/// <param name="AuthorId">Who made it; 0 for nobody.</param>
public sealed record Letter(int Id, string Text, string SenderCode, Segment Segment, int AuthorId = 1);

/// <summary>How the sender stream behaves (bitrix24.md §5.5).</summary>
public sealed record StreamOptions
{
    /// <summary>Calls at the same time. Default 4.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Recipients per run of the sender. Default 500.</summary>
    public int Burst { get; init; } = 500;

    /// <summary>Sandbox time between two runs. Default none.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Recipients in another order than the segment's. Default true.</summary>
    public bool IsShuffled { get; init; } = true;

    /// <summary>Share of calls that come twice with the same id, 0 to 1. Default 0.</summary>
    public double Duplicates { get; init; }

    /// <summary>Share of recipients that are sent again with a new id and the same text, 0 to 1. Default 0.</summary>
    public double Resends { get; init; }

    /// <summary>Share of calls without <c>auth</c>, 0 to 1. Default 0.05.</summary>
    public double MissingAuth { get; init; } = 0.05;

    /// <summary>Everything at once that may go wrong: a tenth twice, a twentieth re-sent, a tenth without auth.</summary>
    public static StreamOptions Rough { get; } = new() { Parallel = 8, Duplicates = 0.1, Resends = 0.05, MissingAuth = 0.1 };

    /// <summary>One after another in the segment's order, each exactly once, all with auth.</summary>
    public static StreamOptions Calm { get; } = new() { Parallel = 1, IsShuffled = false, MissingAuth = 0 };
}

/// <summary>What came of a launch.</summary>
/// <param name="Letter">What was launched.</param>
/// <param name="Calls">Every call: id, phone, rendered text, the app's status, latency.</param>
/// <param name="Elapsed">Real time of the whole stream.</param>
public sealed record LetterRun(Letter Letter, IReadOnlyList<HandlerCall> Calls, TimeSpan Elapsed)
{
    /// <summary>Distinct message ids that the app answered with 200 or 202.</summary>
    public int Accepted => Calls.Where(call => call.Status is 200 or 202).Select(call => call.MessageId).Distinct().Count();
}
