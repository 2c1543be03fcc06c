using System.Buffers;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>Finds <c>{=…}</c>, the placeholders of Bitrix24's workflows, that Bitrix24 left unanswered.</summary>
internal static class WorkflowTokens
{
    private const string Opener = "{=";

    private static readonly SearchValues<char> Braces = SearchValues.Create("{|}");

    public static IReadOnlyList<string> In(string text)
    {
        List<string>? tokens = null;
        var at = 0;
        while ((at = text.IndexOf(Opener, at, StringComparison.Ordinal)) >= 0)
        {
            var inner = text.AsSpan(at + Opener.Length);
            var length = inner.IndexOfAny(Braces);
            if (length < 0) break;
            if (length > 0 && inner[length] == '}') (tokens ??= []).Add(text.Substring(at, Opener.Length + length + 1));
            at += Opener.Length + length;
        }
        return tokens ?? (IReadOnlyList<string>)[];
    }
}
