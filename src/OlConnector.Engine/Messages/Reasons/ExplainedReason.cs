namespace OlConnector.Engine.Messages.Reasons;

/// <summary>What a reason is the reason of (design.md §5).</summary>
public enum ReasonKind
{
    /// <summary>Of waiting.</summary>
    Wait,

    /// <summary>Of being held for a person.</summary>
    Hold,

    /// <summary>Of what is unknown about a message that went out.</summary>
    Sent,

    /// <summary>Of failing.</summary>
    Failed,

    /// <summary>Of not being sent on the recipient's behalf.</summary>
    Suppressed,

    /// <summary>Of ending unsent.</summary>
    Ended,
}

/// <summary>A reason code as people read it.</summary>
/// <param name="Code">One of <see cref="Reason"/>.</param>
/// <param name="Kind">What it is the reason of; a code may be that of two kinds.</param>
/// <param name="Short">A few words, for a table.</param>
/// <param name="Sentence">What is the matter.</param>
/// <param name="WhatToDo">What a person does about it.</param>
public sealed record ExplainedReason(string Code, ReasonKind Kind, Said Short, Said Sentence, Said WhatToDo)
{
    /// <summary>Codes of rules that this version does not have; none at present.</summary>
    private static readonly HashSet<string> NotSetYet = new(StringComparer.Ordinal);

    /// <summary>Every code with its texts, by kind. A code without an entry fails a test.</summary>
    public static IReadOnlyList<ExplainedReason> All { get; } =
        [.. WaitReasons.All, .. HoldReasons.All, .. FailureReasons.All, .. EndReasons.All];

    /// <summary>False for a code that stands in the closed list and that this version sets nowhere.</summary>
    public bool IsInUse => !NotSetYet.Contains(Code);

    /// <summary>The texts of a code; null for a text that is none.</summary>
    public static ExplainedReason? Of(string? code, ReasonKind kind) =>
        All.FirstOrDefault(reason => reason.Code == code && reason.Kind == kind);
}
