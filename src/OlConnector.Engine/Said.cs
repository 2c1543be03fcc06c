namespace OlConnector.Engine;

/// <summary>A text for people, in both languages of the interface, so that none can be forgotten.</summary>
/// <param name="Ru">In Russian.</param>
/// <param name="En">In English, for the readers of all other languages.</param>
public sealed record Said(string Ru, string En)
{
    /// <summary>The text in the reader's language.</summary>
    /// <param name="language">Two letters (ISO 639-1).</param>
    public string this[string language] => language == "ru" ? Ru : En;
}
