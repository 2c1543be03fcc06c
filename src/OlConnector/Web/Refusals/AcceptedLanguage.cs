using Microsoft.Net.Http.Headers;

namespace OlConnector.Web.Refusals;

/// <summary>Chooses between the interface's two languages by Accept-Language (RFC 9110 §12.5.4).</summary>
internal static class AcceptedLanguage
{
    /// <summary>Two letters of the language that is wanted more; English where neither is named.</summary>
    internal static string Of(HttpRequest request)
    {
        var wanted = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var parsed) ? parsed : [];
        return QualityOf(wanted, "ru") > QualityOf(wanted, "en") ? "ru" : "en";
    }

    private static double QualityOf(IList<StringWithQualityHeaderValue> wanted, string language) =>
        wanted.Where(value => value.Value.Equals(language, StringComparison.OrdinalIgnoreCase)
                || value.Value.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase))
            .Select(value => value.Quality ?? 1).DefaultIfEmpty(0).Max();
}
