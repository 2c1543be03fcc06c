using System.Runtime.InteropServices;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>One text of a template.</summary>
/// <param name="Text">The text.</param>
/// <param name="Braces">Places of the braces that a backslash protected, in order: they are text for the letter's fields too.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpintaxVariant(string Text, IReadOnlyList<int> Braces)
{
    /// <summary>A text that was never read as a template.</summary>
    public static SpintaxVariant Plain(string text) => new(text, []);
}
