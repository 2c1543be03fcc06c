using OlConnector.Bitrix24.Rest;
using OlConnector.Queue;

namespace OlConnector.Bitrix24.Telling;

/// <summary>
/// Decides what an answer of <c>messageservice.message.status.update</c> means for a report (bitrix24.md §4.3, design.md §4.16).
/// </summary>
internal static class TellingPolicy
{
    /// <summary>A row that marketing inserts late is looked for this long after acceptance.</summary>
    internal static readonly TimeSpan RowAppears = TimeSpan.FromMinutes(10);

    /// <summary>Bitrix24 forgets messages after 14 days.</summary>
    internal static readonly TimeSpan RowLives = TimeSpan.FromDays(14);

    private static readonly TimeSpan[] NotFoundPauses = [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5)];
    private static readonly TimeSpan[] TroublePauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    /// <summary>What becomes of the report; null when the answer is about the portal as a whole and the report simply waits.</summary>
    internal static TellingResult? Of(RestAnswer answer, DueTelling report, DateTimeOffset now)
    {
        if (now - report.AcceptedAt > RowLives) return new TellingResult.Dropped("TOO_OLD");
        return answer switch
        {
            RestAnswer.Ok => new TellingResult.Told(),
            RestAnswer.Failed failed when failed.Is("ERROR_MESSAGE_NOT_FOUND") => NotFound(report, now),
            RestAnswer.Failed failed when failed.Is("ERROR_MESSAGE_STATUS_INCORRECT") => new TellingResult.Dropped(failed.Code),
            RestAnswer.Failed failed when failed.Is("ACCESS_DENIED") || IsNotForBatch(failed) => null,
            RestAnswer.Failed failed =>
                report.Failures < TroublePauses.Length
                    ? new TellingResult.Again(now + TroublePauses[report.Failures], failed.Code)
                    : new TellingResult.Dropped(failed.Code),
            RestAnswer.Later later => new TellingResult.Again(now + later.After, later.Why),
            _ => null,
        };
    }

    /// <summary>The portal does not take this method inside a batch.</summary>
    internal static bool IsNotForBatch(RestAnswer answer) =>
        answer is RestAnswer.Failed failed && failed.Is("ERROR_BATCH_METHOD_NOT_ALLOWED");

    /// <summary>Tried again while the row may still appear; the last time at the end of that.</summary>
    private static TellingResult NotFound(DueTelling report, DateTimeOffset now)
    {
        var end = report.AcceptedAt + RowAppears;
        if (now >= end) return new TellingResult.Dropped("ERROR_MESSAGE_NOT_FOUND");
        var next = now + NotFoundPauses[Math.Min(report.Failures, NotFoundPauses.Length - 1)];
        return new TellingResult.Again(next < end ? next : end, "ERROR_MESSAGE_NOT_FOUND");
    }
}
