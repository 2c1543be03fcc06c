using System.Text.RegularExpressions;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>Knows how placeholders were written before they were Scriban's, to say how they are written now.</summary>
internal static partial class FormerSyntax
{
    /// <summary>The placeholder as it is written now; null when it never was one of ours.</summary>
    public static string? Instead(ReadOnlySpan<char> placeholder)
    {
        var inner = placeholder[2..^2].Trim().ToString();
        if (Former().Match(inner) is not { Success: true } match) return null;

        var (field, texts) = (match.Groups["field"].Value, match.Groups["texts"].Value.Trim());
        return match.Groups["word"].Value switch
        {
            "#if" => $"{{{{ if {field} }}}}",
            "#unless" => $"{{{{ if !{field} }}}}",
            "/if" or "/unless" => "{{ end }}",
            "default" => $"{{{{ {field} ?? {texts} }}}}",
            var function => $"{{{{ {$"{field} | {function} {texts}".TrimEnd()} }}}}",
        };
    }

    [GeneratedRegex(
        """^(?:(?<word>/if|/unless)|(?<word>#if|#unless)\s+(?<field>[\p{L}_][\w\p{M}.]*)"""
        + """|(?<word>upper|lower|capitalize)\s+(?<field>[\p{L}_][\w\p{M}.]*)"""
        + """|(?<word>default)\s+(?<field>[\p{L}_][\w\p{M}.]*)(?<texts>\s+(?:"[^"]*"|'[^']*'))"""
        + """|(?<word>date)\s+(?<field>[\p{L}_][\w\p{M}.]*)(?<texts>(?:\s+(?:"[^"]*"|'[^']*')){0,2}))$""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Former();
}
