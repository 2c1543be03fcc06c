using OlConnector.Engine.Lines;

namespace OlConnector.Lines;

/// <summary>What became of a wish for a new line.</summary>
internal abstract record LineMaking
{
    private LineMaking() { }

    /// <summary>It is there, with keys of its own.</summary>
    public sealed record Made(Line Line) : LineMaking;

    /// <summary>The portal is in demo and has as many lines as a demo may have.</summary>
    public sealed record DemoIsFull(int Most) : LineMaking;

    /// <summary>The portal has as many lines as a portal may have.</summary>
    public sealed record TooMany(int Most) : LineMaking;
}
