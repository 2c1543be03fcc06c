namespace OlConnector.Engine.Composing.Personalization;

/// <summary>What happens to a message whose letter names a field without a value.</summary>
public enum MissingValuePolicy
{
    /// <summary>The message waits for a person. The default.</summary>
    Hold,

    /// <summary>The recipient gets nothing.</summary>
    Skip,

    /// <summary>The place stays empty.</summary>
    Blank,
}
