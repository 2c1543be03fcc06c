using Newtonsoft.Json;
using OlConnector.Engine.Parts;

namespace OlConnector.Lines;

/// <summary>Reads a line's prices as they are stored.</summary>
internal static class LineTariff
{
    /// <summary>The tariff; null where nobody entered one.</summary>
    /// <param name="stored">A JSON array of prefixes with their prices.</param>
    internal static Tariff? Read(string? stored) =>
        stored is null ? null : new Tariff(JsonConvert.DeserializeObject<List<TariffRow>>(stored)!);
}
