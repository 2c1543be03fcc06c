using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Queue;

namespace OlConnector.Sending;

/// <summary>What came of the question whether a number is on a line's network. A closed family.</summary>
internal abstract record NumberAnswer
{
    private NumberAnswer() { }

    /// <summary>The gateway said it, now or within the time that its word is believed.</summary>
    public sealed record Known(bool IsOnNetwork, DateTimeOffset CheckedAt, bool IsKept) : NumberAnswer;

    /// <summary>The gateway cannot tell now.</summary>
    public sealed record CannotTell : NumberAnswer;

    /// <summary>The line has asked enough for now.</summary>
    /// <param name="Until">When it may ask again.</param>
    public sealed record Later(DateTimeOffset Until) : NumberAnswer;

    /// <summary>This kind of gateway knows no such question.</summary>
    public sealed record NotOffered : NumberAnswer;
}
