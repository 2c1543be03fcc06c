namespace OlConnector.Engine.Composing.Personalization;

/// <summary>A piece of a letter.</summary>
internal abstract record LetterPart
{
    private LetterPart()
    {
    }

    /// <summary>Text that goes out as it is.</summary>
    public sealed record Literal(string Text) : LetterPart;

    /// <summary>The value of a field.</summary>
    /// <param name="Field">Name as written.</param>
    /// <param name="Helper">What becomes of the value.</param>
    /// <param name="Source">The placeholder as written.</param>
    public sealed record Insert(string Field, ValueHelper Helper, string Source) : LetterPart;

    /// <summary>One of two texts, by whether the field has a value.</summary>
    public sealed record Block(string Field, bool Negated, IReadOnlyList<LetterPart> Then, IReadOnlyList<LetterPart> Else) : LetterPart
    {
        public bool Holds(IReadOnlyDictionary<string, string> values) => FieldValues.Find(values, Field) is null == Negated;
    }
}
