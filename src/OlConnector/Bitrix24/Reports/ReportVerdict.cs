using OlConnector.Bitrix24.Rest;

namespace OlConnector.Bitrix24.Reports;

/// <summary>What the portal's answer means for one report. A closed family.</summary>
internal abstract record ReportVerdict
{
    private ReportVerdict() { }

    /// <summary>The portal knows the word.</summary>
    internal sealed record Told : ReportVerdict;

    /// <summary>The same word again at that moment.</summary>
    internal sealed record Again(DateTimeOffset At, string Error) : ReportVerdict;

    /// <summary>Telling it would never help.</summary>
    /// <param name="IsOurFault">True when we said something that Bitrix24 does not understand.</param>
    internal sealed record Dropped(string Error, bool IsOurFault = false) : ReportVerdict;

    /// <summary>The token's user may not tell it: an administrator has to open the app.</summary>
    internal sealed record NeedsAdmin(string Error) : ReportVerdict;

    /// <summary>The portal wants this method called by itself, not inside a batch.</summary>
    internal sealed record NotInBatch : ReportVerdict;

    /// <summary>The portal's message table is written after the call: so long may a row be missing (bitrix24.md §4.3).</summary>
    internal static readonly TimeSpan RowMayComeWithin = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan[] MissingRowPauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5)];
    private static readonly TimeSpan[] OtherPauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    /// <summary>Reads one answer.</summary>
    internal static ReportVerdict Of(DueReport report, RestAnswer answer, DateTimeOffset now) => answer switch
    {
        RestAnswer.Ok => new Told(),
        RestAnswer.Failed failed when failed.Is("ERROR_MESSAGE_NOT_FOUND") => OfMissingRow(report, now),
        RestAnswer.Failed failed when failed.Is("ERROR_MESSAGE_STATUS_INCORRECT") => new Dropped(failed.Code, IsOurFault: true),
        RestAnswer.Failed failed when failed.Is("ACCESS_DENIED") => new NeedsAdmin(failed.Code),
        RestAnswer.Failed failed when failed.Is("ERROR_BATCH_METHOD_NOT_ALLOWED") => new NotInBatch(),
        RestAnswer.Failed failed when report.Failures >= OtherPauses.Length => new Dropped(Words(failed)),
        RestAnswer.Failed failed => new Again(now + OtherPauses[report.Failures], Words(failed)),
        RestAnswer.Later later => new Again(now + later.After, later.Why),
        _ => new Again(now + OtherPauses[0], answer.GetType().Name),
    };

    private static ReportVerdict OfMissingRow(DueReport report, DateTimeOffset now)
    {
        var last = report.AcceptedAt + RowMayComeWithin;
        if (now >= last) return new Dropped("ERROR_MESSAGE_NOT_FOUND");
        var next = now + MissingRowPauses[Math.Min(report.Failures, MissingRowPauses.Length - 1)];
        return new Again(next < last ? next : last, "ERROR_MESSAGE_NOT_FOUND");
    }

    private static string Words(RestAnswer.Failed failed) => failed.Text.Length == 0 ? failed.Code : $"{failed.Code}: {failed.Text}";
}
