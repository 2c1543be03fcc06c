using Newtonsoft.Json;
using OlConnector.Engine.Messages;

namespace OlConnector.Api.Reports;

/// <summary>Messages of a day that have line, mailing, state and currency in common. Kept in great numbers: its names are short.</summary>
/// <param name="Line">The line.</param>
/// <param name="Campaign">The mailing; null for direct messages.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Currency">Of their cost; null where they have none.</param>
/// <param name="IsPriced">They have a cost.</param>
/// <param name="Messages">How many.</param>
/// <param name="Parts">SMS parts of their texts.</param>
/// <param name="Cost">In millionths of the currency.</param>
internal sealed record DaySum(
    [property: JsonProperty("l")] Guid Line, [property: JsonProperty("c")] Guid? Campaign, [property: JsonProperty("s")] MessageState State,
    [property: JsonProperty("u")] string? Currency, [property: JsonProperty("i")] bool IsPriced, [property: JsonProperty("n")] int Messages,
    [property: JsonProperty("p")] long Parts, [property: JsonProperty("m")] long Cost);
