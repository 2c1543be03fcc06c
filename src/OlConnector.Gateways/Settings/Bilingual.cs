namespace OlConnector.Gateways.Settings;

/// <summary>One text in the languages of the interface.</summary>
internal static class Bilingual
{
    /// <summary>A text in Russian and English.</summary>
    public static IReadOnlyDictionary<string, string> In(string ru, string en) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["ru"] = ru, ["en"] = en };
}
