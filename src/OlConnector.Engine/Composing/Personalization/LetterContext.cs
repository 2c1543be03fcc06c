using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>
/// The template library's workplace for one letter at a time. It knows the fields of one recipient and nothing else: none of the
/// library's own functions, no .NET object, no other template.
/// </summary>
internal sealed class LetterContext : TemplateContext
{
    private const int MostCalls = 16;

    private readonly RecipientFields _fields;
    private LetterReading? _letter;
    private string _source = "";
    private bool _keepMissing;
    private List<string>? _missing;

    public LetterContext()
        : this(new RecipientFields())
    {
    }

    private LetterContext(RecipientFields fields)
        : base(fields)
    {
        _fields = fields;
        AutoIndent = false;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedIndexerAccess = false;
        LoopLimit = 1;
        RecursiveLimit = MostCalls;
        LimitToString = LetterLimits.MostWritten;
    }

    /// <summary>Writes the letter and says which fields had no value where one was to be written.</summary>
    /// <param name="keepMissing">A placeholder without a value stays as it was written.</param>
    public (string Text, IReadOnlyList<string> Missing) Write(
        string source, LetterReading letter, IReadOnlyDictionary<string, string> values, bool keepMissing)
    {
        (_source, _letter, _keepMissing, _missing, _fields.Recipient) = (source, letter, keepMissing, null, values);
        try
        {
            Reset();
            var text = letter.Template!.Render(this);
            // Behind its limit the library writes an ellipsis.
            if (text.Length > LetterLimits.MostWritten) text = text[..LetterLimits.MostWritten];
            return (text, _missing ?? (IReadOnlyList<string>)[]);
        }
        finally
        {
            (_source, _letter, _missing, _fields.Recipient) = ("", null, null, null); // values of a person do not outlive the message
        }
    }

    public override object? Evaluate(ScriptNode? scriptNode, bool aliasReturnedFunction) =>
        base.Evaluate(scriptNode, aliasReturnedFunction)
        ?? (scriptNode is ScriptExpressionStatement { Expression: { } inserted } ? Missing(inserted) : null);

    private string? Missing(ScriptExpression inserted)
    {
        var field = FieldOf(inserted);
        _missing ??= [];
        if (!_missing.Contains(field, StringComparer.OrdinalIgnoreCase)) _missing.Add(field);
        if (!_keepMissing) return null;

        var place = PlaceholderPlace.At(_letter!.Places, inserted.Span.Start.Offset);
        return _source[place.Start..place.End];
    }

    /// <summary>The last of the fields that could have given the value.</summary>
    private static string FieldOf(ScriptExpression? inserted) => inserted switch
    {
        ScriptPipeCall pipe => FieldOf(pipe.From),
        ScriptBinaryExpression either => FieldOf(either.Right),
        ScriptVariableGlobal field => field.Name,
        _ => "",
    };

    private sealed class RecipientFields : ScriptObject
    {
        public IReadOnlyDictionary<string, string>? Recipient { get; set; }

        public override bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
        {
            value = FieldValues.Find(Recipient!, member);
            return true;
        }
    }
}
