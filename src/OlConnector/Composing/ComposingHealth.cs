using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// How long the oldest message has waited to be composed. One whose values are looked up in CRM may wait for minutes; what waits longer
/// means that composing stands, and that messages would expire unsent.
/// </summary>
internal sealed class ComposingHealth(Database database, TimeProvider clock) : IHealthCheck
{
    /// <summary>Under this name a check tells how old the oldest is of what it looks after.</summary>
    internal const string Age = "age";

    /// <summary>The longest that a message may wait for CRM, and what comes after that.</summary>
    internal static readonly TimeSpan Longest = LookupPatience.Marketing + TimeSpan.FromMinutes(5);

    /// <summary>A probe that takes longer means that the database is away, which is told by its own check. 5 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A message that a person has just released looks older than it is: those behind it are looked at as well.</summary>
    private const int MostLookedAt = 20;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var age = await AgeAsync().WaitAsync(Patience, clock, cancellationToken);
            var told = new Dictionary<string, object>(StringComparer.Ordinal) { [Age] = age };
            return age <= Longest
                ? HealthCheckResult.Healthy(data: told)
                : HealthCheckResult.Degraded($"A message has waited to be composed for {age:d\\.hh\\:mm\\:ss}.", data: told);
        }
        catch (Exception failure) when (failure is TimeoutException || database.IsAway(failure))
        {
            return HealthCheckResult.Degraded("The database does not answer.");
        }
    }

    private async Task<TimeSpan> AgeAsync()
    {
        await using var db = database.Read();
        var oldest = await db.Messages.AsNoTracking().Where(message => message.State == MessageState.Accepted)
            .OrderBy(message => message.AcceptedAt).Take(MostLookedAt)
            .Select(message => new { message.AcceptedAt, message.History }).ToListAsync();
        var now = clock.GetUtcNow();
        var ages = oldest.Select(message => now - (MessageHistory.AcceptedLast(message.History) ?? message.AcceptedAt));
        return ages.Append(TimeSpan.Zero).Max();
    }
}
