namespace OlConnector.Engine.Composing.Personalization;

/// <summary>One <c>{{…}}</c> of a letter, read.</summary>
internal abstract record Placeholder
{
    private Placeholder()
    {
    }

    /// <summary>A value of a field, as it is or changed by a helper.</summary>
    public sealed record Insert(string Field, ValueHelper Helper) : Placeholder;

    /// <summary><c>{{#if field}}</c>, or <c>{{#unless field}}</c> when negated.</summary>
    public sealed record Open(string Field, bool Negated) : Placeholder;

    /// <summary><c>{{else}}</c>.</summary>
    public sealed record Else : Placeholder;

    /// <summary><c>{{/if}}</c>, or <c>{{/unless}}</c> when negated.</summary>
    public sealed record Close(bool Negated) : Placeholder;

    /// <summary>Nothing that is allowed.</summary>
    public sealed record Wrong(string Code) : Placeholder;
}
