using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Texts;

/// <summary>Finds links in texts.</summary>
[Route("api/v1/links")]
[Tags("links")]
internal sealed class LinksController(PortalWords words) : PortalController
{
    /// <summary>The links of texts, and what to say about them. No link is opened.</summary>
    [HttpPost("inspect"), RequiresRole(Role.Viewer), Dear]
    public async Task<ActionResult<ItemAnswers<LinkAnswer>>> Inspect(ItemList<TextDraft> list, CancellationToken ct)
    {
        var shorteners = await words.ShortenersOfAsync(Caller.Portal, ct);
        return list.Answer(TextDraft.Check, draft => LinkAnswer.To(draft, shorteners));
    }
}

/// <summary>A text to look at.</summary>
/// <param name="Text">The text.</param>
internal sealed record TextDraft([property: Needed] string? Text = null)
{
    internal static Refusal? Check(TextDraft draft, string path) => draft.Text is null ? Refuse.Required($"{path}.text") : null;
}

/// <summary>The links of one text.</summary>
/// <param name="Links">In the order of the text.</param>
/// <param name="Warnings">shortener, ip, plain-http, many-links.</param>
internal sealed record LinkAnswer(IReadOnlyList<LinkFound> Links, IReadOnlyList<string> Warnings)
{
    internal static LinkAnswer To(TextDraft draft, ShortLinkHosts shorteners)
    {
        var inspection = Engine.Parts.Links.Inspect(draft.Text!, shorteners);
        return new LinkAnswer(
            [.. inspection.Found.Select(link => new LinkFound(link.Position, link.Length, link.Host, link.Kind, link.IsBrand))],
            inspection.Warnings);
    }
}

/// <summary>A link in a text.</summary>
/// <param name="Position">Where it begins, in UTF-16 units from 0.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Host">The host in small letters.</param>
/// <param name="Kind">What it leads to.</param>
/// <param name="Brand">A shortener that serves one owner's sites only.</param>
internal sealed record LinkFound(int Position, int Length, string Host, LinkKind Kind, bool Brand);
