namespace OlConnector.Engine.Parts;

/// <summary>Looks at runs of letters, digits, hyphens and full stops: what a host is made of.</summary>
internal static class HostText
{
    private const string Www = "www.";

    private static readonly string[] Schemes = ["https", "http", "ftp"];

    public static bool IsHostChar(char c) => char.IsLetterOrDigit(c) || c is '-' or '.';

    public static int RunEnd(string text, int at)
    {
        while (at < text.Length && IsHostChar(text[at])) at++;
        return at;
    }

    /// <summary>The scheme that stands at the end of a run, with nothing Latin glued to it in front.</summary>
    public static ReadOnlySpan<char> SchemeAtEnd(ReadOnlySpan<char> run)
    {
        foreach (var scheme in Schemes)
        {
            if (!run.EndsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            var before = run.Length - scheme.Length - 1;
            if (before < 0 || !char.IsAsciiLetterOrDigit(run[before])) return run[^scheme.Length..];
        }
        return default;
    }

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> host) => host.Trim(".-");

    /// <summary>
    /// The part of a run that is a bare host; length 0 for none. Cyrillic words that a missing blank glued to a Latin host by a full
    /// stop are left out of it.
    /// </summary>
    public static (int From, int Length) BareHost(ReadOnlySpan<char> run)
    {
        var end = run.TrimEnd(".-").Length;
        var start = run.Length - run.TrimStart(".-").Length;
        if (end <= start) return default;
        if (run[start..end].StartsWith(Www, StringComparison.OrdinalIgnoreCase)) return (start, end - start);

        while (end > start && !TopLevelDomains.Contains(LastLabel(run[start..end])))
        {
            var label = LastLabel(run[start..end]);
            if (!IsCyrillic(label)) return default;
            end = Math.Max(start, end - label.Length - 1);
        }
        if (!IsCyrillic(LastLabel(run[start..end]))) start = AfterCyrillic(run, start, end);
        return IsHost(run[start..end]) ? (start, end - start) : default;
    }

    private static int AfterCyrillic(ReadOnlySpan<char> run, int start, int end)
    {
        var last = -1;
        for (var at = start; at < end; at++)
        {
            if (IsCyrillic(run[at])) last = at;
        }
        if (last < 0) return start;
        var stop = run[last..end].IndexOf('.');
        return stop < 0 ? end : last + stop + 1;
    }

    /// <summary>Two labels or more, none empty and none with a hyphen at its edge.</summary>
    private static bool IsHost(ReadOnlySpan<char> host)
    {
        var labels = 0;
        foreach (var range in host.Split('.'))
        {
            var label = host[range];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-') return false;
            labels++;
        }
        return labels > 1;
    }

    private static ReadOnlySpan<char> LastLabel(ReadOnlySpan<char> host) => host[(host.LastIndexOf('.') + 1)..];

    private static bool IsCyrillic(ReadOnlySpan<char> label) => !label.IsEmpty && IsCyrillic(label[0]);

    private static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u052F';
}
