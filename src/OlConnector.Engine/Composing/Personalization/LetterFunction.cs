using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>What may stand behind a bar in a placeholder: a change of one value. What is missing comes as null.</summary>
internal abstract class LetterFunction : IScriptCustomFunction
{
    private const string DefaultDateFormat = "dd.MM.yyyy";

    private static readonly ScriptParameterInfo Value = new(typeof(object), "value");

    public int RequiredParameterCount => 1;

    public int ParameterCount => 1;

    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.None;

    public Type ReturnType => typeof(string);

    /// <summary>The function of this name with these texts behind it; null, with the code of what is wrong, when there is none.</summary>
    public static LetterFunction? Find(string name, IReadOnlyList<string> texts, out string code)
    {
        code = LetterCodes.NotAllowed;
        return (name, texts) switch
        {
            ("default", [var text]) => new Default(text),
            ("upper", []) => new Plain(value => value.ToUpperInvariant()),
            ("lower", []) => new Plain(value => value.ToLowerInvariant()),
            ("capitalize", []) => new Plain(Capitalized),
            ("date", []) => Date(DefaultDateFormat, null, out code),
            ("date", [var format]) => Date(format, null, out code),
            ("date", [var format, var zone]) => Date(format, zone, out code),
            _ => null,
        };
    }

    public ScriptParameterInfo GetParameterInfo(int index) => Value;

    public object? Invoke(
        TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        Apply((string?)arguments[0]);

    public ValueTask<object?> InvokeAsync(
        TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        new(Apply((string?)arguments[0]));

    protected abstract string? Apply(string? value);

    private static Plain? Date(string format, string? zoneName, out string code)
    {
        TimeZoneInfo? zone = null;
        code = !DateWriting.IsAllowed(format) ? LetterCodes.DateFormat
            : zoneName is not null && !DateWriting.TryFindZone(zoneName, out zone) ? LetterCodes.UnknownZone
            : "";
        return code.Length > 0 ? null : new Plain(value => DateWriting.Write(value, format, zone));
    }

    /// <summary>The first letter large, the rest as it is.</summary>
    private static string Capitalized(string value)
    {
        var first = value.Length > 1 && char.IsSurrogatePair(value, 0) ? 2 : Math.Min(1, value.Length);
        return value[..first].ToUpperInvariant() + value[first..];
    }

    private sealed class Plain(Func<string, string> change) : LetterFunction
    {
        protected override string? Apply(string? value) => value is null ? null : change(value);
    }

    private sealed class Default(string text) : LetterFunction
    {
        protected override string Apply(string? value) => value ?? text;
    }
}
