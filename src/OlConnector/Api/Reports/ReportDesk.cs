using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Campaigns;
using OlConnector.Api.Csv;
using OlConnector.Api.Messages;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Reports;

/// <summary>Hands messages out as files. Whoever takes one is written down: it leaves the house.</summary>
internal sealed class ReportDesk(ReportReading reading, CampaignReading campaigns, AuditTrail audit)
{
    /// <summary>Between the cells of every report, whatever the language.</summary>
    private const char Separator = ';';

    private static readonly MessageState[] Errors = [MessageState.Failed, MessageState.Undelivered];

    /// <summary>Messages that a query finds.</summary>
    internal Task<ActionResult> MessagesAsync(Caller caller, MessageQuery query, ReportForm form, CancellationToken ct) =>
        WriteAsync(caller, query, ReportColumns.OfMessages, form, "messages", subject: null, ct);

    /// <summary>All messages of a mailing.</summary>
    internal Task<ActionResult> OfCampaignAsync(Caller caller, string id, ReportForm form, CancellationToken ct) =>
        OfCampaignAsync(caller, id, [], ReportColumns.OfMessages, form, "report", ct);

    /// <summary>What of a mailing failed or was not delivered.</summary>
    internal Task<ActionResult> ErrorsAsync(Caller caller, string id, ReportForm form, CancellationToken ct) =>
        OfCampaignAsync(caller, id, Errors, ReportColumns.OfErrors, form, "errors", ct);

    private async Task<ActionResult> OfCampaignAsync(
        Caller caller, string id, MessageState[] states, ReportColumn[] columns, ReportForm form, string name, CancellationToken ct)
    {
        if (await campaigns.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        var query = new MessageQuery { Campaign = $"{campaign.Id:N}", States = states };
        return await WriteAsync(caller, query, columns, form, name, query.Campaign, ct);
    }

    private async Task<ActionResult> WriteAsync(
        Caller caller, MessageQuery query, ReportColumn[] columns, ReportForm form, string name, string? subject, CancellationToken ct)
    {
        var (refusal, report) = await reading.OpenAsync(caller, query, ct);
        if (refusal is not null) return refusal;
        var file = $"{name}.{form.ToString().ToLowerInvariant()}";
        await audit.WriteAsync(caller.Portal, caller.Actor, "messages exported", subject, after: file);
        var reader = report!.Reader;
        string[] titles = [.. columns.Select(column => column.TitleFor(reader))];
        return form switch
        {
            ReportForm.Xlsx => new XlsxAnswer(
                file, titles, RowsAsync(report, row => columns.Select(column => column.ValueFor(row, reader)), ct)),
            ReportForm.Txt => new TextAnswer(
                file, titles, RowsAsync(report, row => columns.Select(column => column.TextFor(row, reader)), ct)),
            _ => new CsvAnswer(
                file, titles, RowsAsync(report, row => columns.Select(column => column.TextFor(row, reader)), ct), Separator),
        };
    }

    private async IAsyncEnumerable<IReadOnlyList<T[]>> RowsAsync<T>(
        Report report, Func<ReportRow, IEnumerable<T>> cells, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var page in reading.PagesAsync(report, ct)) yield return [.. page.Select(row => cells(row).ToArray())];
    }
}

/// <summary>As what a report is written.</summary>
internal enum ReportForm
{
    /// <summary>Cells between semicolons.</summary>
    Csv,

    /// <summary>A workbook.</summary>
    Xlsx,

    /// <summary>Plain text, a line for each message.</summary>
    Txt,
}
