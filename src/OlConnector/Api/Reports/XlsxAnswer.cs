using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace OlConnector.Api.Reports;

/// <summary>
/// Answers a workbook while its rows are being read, so that nobody's memory holds it whole (docs/adr/0012). Its writer waits on the thread
/// it runs on, so it has one of its own; a caller who reads nothing is cut off by the server.
/// </summary>
/// <param name="fileName">Under which a browser keeps it.</param>
/// <param name="columns">Their names.</param>
/// <param name="pages">The rows, as many at a time as are read at once.</param>
internal sealed class XlsxAnswer(string fileName, string[] columns, IAsyncEnumerable<IReadOnlyList<object?[]>> pages) : ActionResult
{
    internal const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What a sheet holds, less the row of names.</summary>
    private const int MostRows = 1_048_575;

    /// <summary>Characters that a cell holds.</summary>
    private const int LongestCell = 32_767;

    private static readonly OpenXmlConfiguration Plain = new() { AutoFilter = false, TableStyles = TableStyles.None };

    /// <inheritdoc/>
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, ct) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        if (context.HttpContext.Features.Get<IHttpBodyControlFeature>() is { } body) body.AllowSynchronousIO = true;
        response.ContentType = MediaType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept-Language";
        await Task.Factory.StartNew(
            () => MiniExcel.SaveAs(response.Body, Rows(ct), printHeader: true, configuration: Plain),
            ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>A table without rows still shows what its columns are.</summary>
    private IEnumerable<IDictionary<string, object?>> Rows(CancellationToken ct)
    {
        var written = 0;
        foreach (var row in pages.ToBlockingEnumerable(ct).SelectMany(page => page).Take(MostRows))
        {
            written++;
            yield return Named(row);
        }

        if (written == 0) yield return Named(new object?[columns.Length]);
    }

    private Dictionary<string, object?> Named(object?[] row)
    {
        var cells = new Dictionary<string, object?>(columns.Length, StringComparer.Ordinal);
        for (var i = 0; i < columns.Length; i++) cells[columns[i]] = row[i] is string words ? Fitting(words) : row[i];
        return cells;
    }

    private static string Fitting(string words) => words.Length <= LongestCell ? words : words[..LongestCell];
}
