using OlConnector.Web.Interface;

namespace OlConnector.Bitrix24.Installing;

/// <summary>The pages of the portal's frame: the interface with the visitor's session in it, or a notice that says why not.</summary>
internal sealed class FramePages(BuiltInterface built, FrameSession session)
{
    /// <summary>The page of a verified visitor. A host without an interface gives the session all the same.</summary>
    internal string Welcome(Visit.Welcome visit, FrameRequest request, bool isInstaller)
    {
        var json = session.Json(visit, request, isInstaller);
        return built.Page(json) ?? NoticePage.Of(request.Language, NoticePage.NotBuilt, json);
    }

    /// <summary>A page that says why there is no other.</summary>
    internal static string Notice(FrameNotice notice, string language) => NoticePage.Of(language, FrameWords.Of(notice));
}
