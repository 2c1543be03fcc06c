using CsvHelper;
using Microsoft.AspNetCore.Mvc;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Csv;

/// <summary>
/// Answers a table row by row, so that nobody's memory holds it whole. With the mark by which Excel knows UTF-8, and in Russian with the
/// separator that a Russian Excel expects.
/// </summary>
/// <param name="fileName">Under which a browser keeps it.</param>
/// <param name="columns">Their names.</param>
/// <param name="pages">The rows, as many at a time as are read at once.</param>
/// <param name="separator">Between cells; null for that of the language.</param>
internal sealed class CsvAnswer(
    string fileName, string[] columns, IAsyncEnumerable<IReadOnlyList<string[]>> pages, char? separator = null) : ActionResult
{
    /// <inheritdoc/>
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (request, response, ct) = (context.HttpContext.Request, context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = $"{TakesCsvAttribute.MediaType}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept-Language";
        var form = new CsvWriterOptions
        {
            Separator = separator ?? (AcceptedLanguage.Of(request) == "ru" ? ';' : ','),
            WriteByteOrderMark = true,
        };
        await using var table = CsvWriter.Create(response.Body, form, leaveOpen: true);
        await table.WriteRecordAsync(columns, ct);
        await foreach (var page in pages.WithCancellation(ct))
        {
            foreach (var row in page) await table.WriteRecordAsync(row, ct);
            await table.FlushAsync(ct);
        }
    }
}
