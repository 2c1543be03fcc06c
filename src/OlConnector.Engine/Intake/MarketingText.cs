using System.Text;

namespace OlConnector.Engine.Intake;

/// <summary>
/// Undoes what CRM-Marketing's renderer does to inserted values (bitrix24.md §6.1; design.md §10). For <c>module_id=sender</c> only.
/// </summary>
public static class MarketingText
{
    private const string LineBreak = "<br />";
    private const string EscapedLineBreak = "&lt;br /&gt;<br />";

    private static readonly (string Entity, char Sign)[] Entities =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#039;", '\'')];

    /// <summary>
    /// Line breaks first, then each entity once: <c>&amp;amp;quot;</c> becomes <c>&amp;quot;</c>. Everything else stays as it is.
    /// </summary>
    public static string Normalise(string text)
    {
        if (!text.Contains('&') && !text.Contains('<')) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var rest = text.AsSpan(i);
            var taken = TakeLineBreak(rest, plain);
            if (taken == 0) taken = TakeEntity(rest, plain);
            if (taken == 0)
            {
                plain.Append(text[i]);
                taken = 1;
            }

            i += taken;
        }

        return plain.ToString();
    }

    private static int TakeLineBreak(ReadOnlySpan<char> rest, StringBuilder plain)
    {
        var length = rest.StartsWith(EscapedLineBreak, StringComparison.Ordinal) ? EscapedLineBreak.Length
            : rest.StartsWith(LineBreak, StringComparison.Ordinal) ? LineBreak.Length
            : 0;
        if (length == 0) return 0;
        plain.Append('\n');
        var after = rest[length..];
        return length + (after is ['\r', '\n', ..] ? 2 : after is ['\n', ..] ? 1 : 0);
    }

    private static int TakeEntity(ReadOnlySpan<char> rest, StringBuilder plain)
    {
        if (rest[0] != '&') return 0;
        foreach (var (entity, sign) in Entities)
        {
            if (!rest.StartsWith(entity, StringComparison.Ordinal)) continue;
            plain.Append(sign);
            return entity.Length;
        }

        return 0;
    }
}
