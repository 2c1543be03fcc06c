namespace OlConnector.Engine.Composing.Personalization;

/// <summary>
/// Reads what stands between double braces. It knows what is allowed and refuses the rest, so nothing that the template
/// library could understand in its own way ever reaches it.
/// </summary>
internal static class PlaceholderReader
{
    private const string DefaultDateFormat = "dd.MM.yyyy";
    private const int MostArguments = 4;

    private static readonly Placeholder.Wrong NotAllowed = new(LetterCodes.NotAllowed);

    public static Placeholder Read(ReadOnlySpan<char> inner)
    {
        inner = inner.Trim();
        return inner switch
        {
            ['#', 'i', 'f', .. var rest] => Open(rest, negated: false),
            ['#', 'u', 'n', 'l', 'e', 's', 's', .. var rest] => Open(rest, negated: true),
            "/if" => new Placeholder.Close(Negated: false),
            "/unless" => new Placeholder.Close(Negated: true),
            "else" => new Placeholder.Else(),
            _ => Insert(inner),
        };
    }

    private static Placeholder Open(ReadOnlySpan<char> rest, bool negated)
    {
        var arguments = new ArgumentReader(rest);
        if (!arguments.AtBlank || !arguments.TryTake(out var field) || !field.IsField || !arguments.AtEnd) return NotAllowed;
        return new Placeholder.Open(field.Text, negated);
    }

    private static Placeholder Insert(ReadOnlySpan<char> inner)
    {
        var reader = new ArgumentReader(inner);
        var arguments = new List<Argument>(MostArguments);
        while (!reader.AtEnd)
        {
            if (arguments.Count == MostArguments || !reader.TryTake(out var argument)) return NotAllowed;
            arguments.Add(argument);
        }
        return arguments switch
        {
            [{ IsField: true } field] => new Placeholder.Insert(field.Text, ValueHelper.AsItIs),
            [{ IsWord: true } helper, { IsField: true } field, .. var texts] when texts.TrueForAll(text => text.IsText) =>
                Helped(helper.Text, field.Text, texts),
            _ => NotAllowed,
        };
    }

    private static Placeholder Helped(string helper, string field, List<Argument> texts) => (helper, texts.Count) switch
    {
        ("default", 1) => new Placeholder.Insert(field, new ValueHelper.Default(texts[0].Text)),
        ("upper", 0) => new Placeholder.Insert(field, ValueHelper.ToUpper),
        ("lower", 0) => new Placeholder.Insert(field, ValueHelper.ToLower),
        ("capitalize", 0) => new Placeholder.Insert(field, ValueHelper.ToCapitalized),
        ("date", 0) => Date(field, DefaultDateFormat, null),
        ("date", 1) => Date(field, texts[0].Text, null),
        ("date", 2) => Date(field, texts[0].Text, texts[1].Text),
        _ => NotAllowed,
    };

    private static Placeholder Date(string field, string format, string? zoneName)
    {
        if (!DateWriting.IsAllowed(format)) return new Placeholder.Wrong(LetterCodes.DateFormat);

        TimeZoneInfo? zone = null;
        if (zoneName is not null && !DateWriting.TryFindZone(zoneName, out zone)) return new Placeholder.Wrong(LetterCodes.UnknownZone);
        return new Placeholder.Insert(field, new ValueHelper.Date(format, zone));
    }
}
