namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>A mailing of the line that still takes messages.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Skeleton">What its messages have in common.</param>
/// <param name="Author">Who wrote the letter; null when unknown.</param>
/// <param name="Marker">The code of its letter's marker; null when it has none.</param>
public sealed record OpenMailing(Guid Id, Skeleton Skeleton, string? Author = null, string? Marker = null);

/// <summary>A message whose mailing is to be found.</summary>
/// <param name="Text">Its source text, without the marker.</param>
/// <param name="Number">Its recipient, as numbers are compared.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="Author">Who wrote the letter; null when unknown.</param>
/// <param name="Marker">The code of its letter's marker; null when it has none.</param>
public sealed record ArrivedMessage(LetterText Text, string Number, DateTimeOffset At, string? Author = null, string? Marker = null);

/// <summary>What a mailing has sent, or is to send, to a number: the source text without its marker; null when nothing.</summary>
public delegate string? EarlierText(Guid mailing, string number);

/// <summary>Which mailing a message belongs to.</summary>
public abstract record Belonging
{
    private Belonging() { }

    /// <summary>An open one.</summary>
    public sealed record Joins(Guid Mailing) : Belonging;

    /// <summary>A new one, together with all of the messages that were decided with it and have the same group.</summary>
    public sealed record Begins(int Group) : Belonging;

    /// <summary>Not known yet: what comes next may tell. Decided at the latest when this moment has come.</summary>
    public sealed record Waits(DateTimeOffset Until) : Belonging;
}
