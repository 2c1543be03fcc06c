using System.Runtime.InteropServices;

namespace OlConnector.Engine.Composing.Spintax;

internal enum SpintaxTokenKind
{
    /// <summary>A run of ordinary characters, or one bracket that means nothing where it stands.</summary>
    Text,

    /// <summary>A backslash and the character it protects.</summary>
    Escape,

    /// <summary><c>{{field}}</c>, <c>{{ if field }}</c> and the like: read later, by the letter.</summary>
    Field,

    /// <summary><c>{=Document:PHONE}</c>: Bitrix24's own, kept unchanged.</summary>
    Workflow,

    /// <summary><c>[=file:url]</c>, kept unchanged.</summary>
    Shortcode,

    /// <summary><c>[+</c>, the separator and the second <c>+</c>.</summary>
    OpenPermutation,

    OpenChoice,
    Bar,
    CloseChoice,
    CloseBracket,
}

/// <summary>One piece of a source, by place.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpintaxToken(SpintaxTokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;

    public bool IsOpaque => Kind is SpintaxTokenKind.Field or SpintaxTokenKind.Workflow or SpintaxTokenKind.Shortcode;
}
