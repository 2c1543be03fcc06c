using System.Collections.Concurrent;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>Lends workplaces of the template library, too big to make for every letter. Each serves one letter at a time.</summary>
internal static class LetterRendering
{
    private static readonly int MostKept = 2 * Environment.ProcessorCount;

    private static readonly ConcurrentQueue<LetterContext> Free = new();

    /// <inheritdoc cref="LetterContext.Write"/>
    public static (string Text, IReadOnlyList<string> Missing) Write(
        string source, LetterReading letter, IReadOnlyDictionary<string, string> values, bool keepMissing)
    {
        if (!Free.TryDequeue(out var context)) context = new LetterContext();
        var written = context.Write(source, letter, values, keepMissing);
        if (Free.Count < MostKept) Free.Enqueue(context);
        return written;
    }
}
