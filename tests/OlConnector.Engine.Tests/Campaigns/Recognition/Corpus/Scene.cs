namespace OlConnector.Engine.Tests.Campaigns.Recognition.Corpus;

/// <summary>One message of a scene, and which letter it is of.</summary>
internal sealed record Sent(DateTimeOffset At, Letter Letter, Client Client, bool HasAuthor = true)
{
    internal string Text { get; } = Letter.TextFor(Client) + (Letter.Marker is { } code ? $"\n[[c:{code}]]" : "");
}

/// <summary>What comes to one line within some minutes.</summary>
internal sealed record Scene(string Kind, IReadOnlyList<Sent> Messages);
