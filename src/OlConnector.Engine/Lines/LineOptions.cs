using System.ComponentModel.DataAnnotations;

namespace OlConnector.Engine.Lines;

/// <summary>How many lines there may be.</summary>
public sealed class LineOptions
{
    public const string Section = "Lines";

    /// <summary>Lines that a portal may have at a time, deleted ones not counted. Default: 200.</summary>
    [Range(1, 100_000)]
    public int PerPortal { get; set; } = 200;
}
