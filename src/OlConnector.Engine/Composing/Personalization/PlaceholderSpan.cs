using System.Buffers;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>How far a placeholder goes: to the first two closing braces outside quotes. Groups and letters see the same one.</summary>
internal static class PlaceholderSpan
{
    public const string Opener = "{{";

    private static readonly SearchValues<char> Stops = SearchValues.Create("{}\"'");

    /// <summary>Length of the placeholder at the start of the text, all braces included; 0 when it has no end.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        var at = Opener.Length;
        while (text[at..].IndexOfAny(Stops) is var stop and >= 0)
        {
            at += stop;
            if (text[at] == '{') return 0;
            if (text[at] == '}') return at + 1 < text.Length && text[at + 1] == '}' ? at + 2 : 0;

            var closer = text[(at + 1)..].IndexOf(text[at]);
            if (closer < 0) return 0;
            at += closer + 2;
        }
        return 0;
    }
}
