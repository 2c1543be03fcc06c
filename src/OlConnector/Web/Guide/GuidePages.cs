using System.Collections.Concurrent;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace OlConnector.Web.Guide;

/// <summary>
/// The user guide as the program carries it: the pages of docs/guide, and the pages of reference that they lead to. What is linked here is
/// there; a link to anything else stands as plain words.
/// </summary>
internal sealed class GuidePages
{
    private const string Guide = "docs/guide/", Reference = "docs/", Index = "README";

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();

    private readonly ConcurrentDictionary<string, GuidePage> _rendered = new(StringComparer.Ordinal);

    /// <summary>A page by its path below <c>/guide</c>; null where there is none.</summary>
    /// <param name="path">Nothing for the beginning, <c>ru/install</c>, <c>reference/gateways/waha</c>.</param>
    internal GuidePage? Find(string path)
    {
        var file = FileOf(path);
        return Carried.Text(file) is { } text ? _rendered.GetOrAdd(file, _ => Render(file, text)) : null;
    }

    private static string FileOf(string path) => path.Length == 0
        ? $"{Guide}{Index}.md"
        : path.StartsWith("reference/", StringComparison.Ordinal)
            ? $"{Reference}{path["reference/".Length..]}.md"
            : $"{Guide}{path}.md";

    private static GuidePage Render(string file, string text)
    {
        var document = Markdown.Parse(text, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList()) Lead(link, file);
        var title = document.Descendants<HeadingBlock>().FirstOrDefault()?.Inline?.Descendants<LiteralInline>();
        return new GuidePage(
            string.Concat((title ?? []).Select(part => part.Content.ToString())), document.ToHtml(Pipeline),
            file.StartsWith($"{Guide}ru/", StringComparison.Ordinal) ? "ru" : "en");
    }

    private static void Lead(LinkInline link, string from)
    {
        var (path, place) = (link.Url ?? "").Split('#') is [var before, var after] ? (before, "#" + after) : (link.Url ?? "", "");
        if (path.Length == 0 || path.Contains("://", StringComparison.Ordinal)) return;
        // Resolved as files are: no link leads out of docs.
        var file = new Uri(new Uri("docs://" + "/" + from), path).AbsolutePath[1..];
        if (Carried.Has(file)) link.Url = AddressOf(file) + place;
        else Unlink(link);
    }

    private static string AddressOf(string file) => file switch
    {
        $"{Guide}{Index}.md" => "/guide",
        _ when file.EndsWith(".png", StringComparison.Ordinal) => $"/guide/images/{Path.GetFileName(file)}",
        _ when file.StartsWith(Guide, StringComparison.Ordinal) => $"/guide/{file[Guide.Length..^3]}",
        _ => $"/guide/reference/{file[Reference.Length..^3]}",
    };

    private static void Unlink(LinkInline link)
    {
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }
}

/// <summary>A page of the guide.</summary>
/// <param name="Title">Its first heading.</param>
/// <param name="Html">All of it.</param>
/// <param name="Language"><c>ru</c> or <c>en</c>.</param>
internal sealed record GuidePage(string Title, string Html, string Language);
