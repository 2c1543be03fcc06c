using System.Runtime.InteropServices;
using Scriban;
using Scriban.Parsing;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>A field that a letter names, and where.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LetterField(string Name, int Position);

/// <summary>A letter after reading: fit to be filled in, or with all that is wrong with it.</summary>
/// <param name="Template">Ready for the template library; null for a text without placeholders and for one with problems.</param>
/// <param name="Problems">What is wrong, one for each placeholder, in the order of the text.</param>
/// <param name="Fields">All fields as often as they are named, conditions included, in the order of the text.</param>
/// <param name="Places">All placeholders.</param>
internal sealed record LetterReading(
    Template? Template, IReadOnlyList<LetterProblem> Problems, IReadOnlyList<LetterField> Fields, IReadOnlyList<PlaceholderPlace> Places)
{
    /// <summary>Above what the limits on placeholders and tokens can reach; the library also watches the stack.</summary>
    private static readonly ParserOptions Parsing = new() { ExpressionDepthLimit = 1000 };

    private static readonly LetterReading Plain = new(null, [], [], []);

    /// <summary>Reads any string.</summary>
    public static LetterReading Of(string source) => Of(source, source);

    /// <summary>Reads a letter of which some signs are only text.</summary>
    /// <param name="source">The letter as written.</param>
    /// <param name="masked">The same without the signs that mean nothing.</param>
    public static LetterReading Of(string source, string masked)
    {
        if (!PlaceholderScan.MayBeLetter(masked)) return Plain;
        if (source.Length > LetterLimits.MostCharacters)
            return Plain with { Problems = [new(LetterCodes.TooBig, LetterLimits.MostCharacters)] };

        var text = PlaceholderSigns.Plain(masked);
        var scan = PlaceholderScan.Of(source, text);
        return scan.Problems is { Count: > 0 } problems ? Plain with { Problems = problems }
            : scan.Places.Count == 0 ? Plain
            : Parsed(source, text, scan.Places);
    }

    private static LetterReading Parsed(string source, string text, IReadOnlyList<PlaceholderPlace> places)
    {
        var template = Template.Parse(text, parserOptions: Parsing);
        var letter = new AllowedLetter(source, places);
        if (!template.HasErrors) letter.Check(template.Page?.Body);
        else foreach (var message in template.Messages) letter.Wrong(message.Span);
        return letter.Problems is { Count: > 0 } problems ? Plain with { Problems = problems } : new(template, [], letter.Fields, places);
    }
}
