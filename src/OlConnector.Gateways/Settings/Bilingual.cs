using OlConnector.Engine;

namespace OlConnector.Gateways.Settings;

/// <summary>One text in the languages of the interface.</summary>
internal static class Bilingual
{
    /// <summary>A text in Russian and English.</summary>
    public static Said In(string ru, string en) => new(ru, en);
}
