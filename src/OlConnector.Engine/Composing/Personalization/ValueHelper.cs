namespace OlConnector.Engine.Composing.Personalization;

/// <summary>What a placeholder does with the value of its field. A value that is missing comes as null.</summary>
internal abstract record ValueHelper
{
    private ValueHelper()
    {
    }

    public static ValueHelper AsItIs { get; } = new Plain();

    public static ValueHelper ToUpper { get; } = new Upper();

    public static ValueHelper ToLower { get; } = new Lower();

    public static ValueHelper ToCapitalized { get; } = new Capitalize();

    /// <summary>True when a missing value is no loss.</summary>
    public virtual bool AllowsMissing => false;

    /// <summary>What is inserted; null for nothing.</summary>
    public abstract string? Apply(string? value);

    private sealed record Plain : ValueHelper
    {
        public override string? Apply(string? value) => value;
    }

    private sealed record Upper : ValueHelper
    {
        public override string? Apply(string? value) => value?.ToUpperInvariant();
    }

    private sealed record Lower : ValueHelper
    {
        public override string? Apply(string? value) => value?.ToLowerInvariant();
    }

    /// <summary>The first letter large, the rest as it is.</summary>
    private sealed record Capitalize : ValueHelper
    {
        public override string? Apply(string? value)
        {
            if (value is not { Length: > 0 }) return value;

            var first = value.Length > 1 && char.IsSurrogatePair(value, 0) ? 2 : 1;
            return value[..first].ToUpperInvariant() + value[first..];
        }
    }

    /// <summary>The value, or this text when there is none.</summary>
    public sealed record Default(string Text) : ValueHelper
    {
        public override bool AllowsMissing => true;

        public override string Apply(string? value) => value ?? Text;
    }

    /// <summary>The value written as a date; a value that is no date stays as it is.</summary>
    public sealed record Date(string Format, TimeZoneInfo? Zone) : ValueHelper
    {
        public override string? Apply(string? value) => value is null ? null : DateWriting.Write(value, Format, Zone);
    }
}
