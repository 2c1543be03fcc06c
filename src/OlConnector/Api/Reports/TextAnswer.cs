using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace OlConnector.Api.Reports;

/// <summary>Answers lines of text, cells parted by tabs, row by row; with the mark by which an editor knows UTF-8.</summary>
/// <param name="fileName">Under which a browser keeps it.</param>
/// <param name="columns">Their names.</param>
/// <param name="pages">The rows, as many at a time as are read at once.</param>
internal sealed class TextAnswer(string fileName, string[] columns, IAsyncEnumerable<IReadOnlyList<string[]>> pages) : ActionResult
{
    internal const string MediaType = "text/plain";

    /// <inheritdoc/>
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, ct) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = $"{MediaType}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept-Language";
        await using var text = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        text.NewLine = "\r\n";
        await text.WriteLineAsync(Line(columns), ct);
        await foreach (var page in pages.WithCancellation(ct))
        {
            foreach (var row in page) await text.WriteLineAsync(Line(row), ct);
            await text.FlushAsync(ct);
        }
    }

    /// <summary>A cell never breaks its line.</summary>
    private static ReadOnlyMemory<char> Line(IEnumerable<string> cells) =>
        string.Join('\t', cells.Select(cell => string.Join(' ', cell.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))))
            .AsMemory();
}
