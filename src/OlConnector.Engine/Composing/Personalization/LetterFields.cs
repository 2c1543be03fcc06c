namespace OlConnector.Engine.Composing.Personalization;

/// <summary>Which fields a letter uses, and which of them a recipient lacks.</summary>
internal static class LetterFields
{
    public static IReadOnlyList<string> Of(IReadOnlyList<LetterPart> parts)
    {
        var names = new OrderedDictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        Collect(parts);
        return [.. names.Keys];

        void Collect(IReadOnlyList<LetterPart> some)
        {
            foreach (var part in some)
            {
                if (part is LetterPart.Insert insert) names.TryAdd(insert.Field, true);
                if (part is not LetterPart.Block block) continue;
                names.TryAdd(block.Field, true);
                Collect(block.Then);
                Collect(block.Else);
            }
        }
    }

    public static IReadOnlyList<string> MissingIn(IReadOnlyList<LetterPart> parts, IReadOnlyDictionary<string, string> values)
    {
        List<string>? missing = null;
        Collect(parts);
        return missing ?? (IReadOnlyList<string>)[];

        void Collect(IReadOnlyList<LetterPart> some)
        {
            foreach (var part in some)
            {
                if (part is LetterPart.Block block) Collect(block.Holds(values) ? block.Then : block.Else);
                if (part is LetterPart.Insert { Helper.AllowsMissing: false } insert) Check(insert.Field);
            }
        }

        void Check(string field)
        {
            if (FieldValues.Find(values, field) is not null) return;
            missing ??= [];
            if (!missing.Contains(field, StringComparer.OrdinalIgnoreCase)) missing.Add(field);
        }
    }
}
