using Microsoft.AspNetCore.Mvc;

namespace OlConnector.Api.Reconciliation;

/// <summary>What is to be added up; conditions add up.</summary>
internal sealed class ReconciliationQuery
{
    /// <summary>Of this line.</summary>
    [FromQuery(Name = "line")]
    public string? Line { get; set; }

    /// <summary>Of this campaign.</summary>
    [FromQuery(Name = "campaign")]
    public string? Campaign { get; set; }

    /// <summary>Accepted at this moment or later (ISO 8601; without a zone, the portal's).</summary>
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Accepted before this moment.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; set; }
}

/// <summary>Whether the books add up (product.md §16.6).</summary>
/// <param name="Received">
/// Messages that came in: where <paramref name="Difference"/> is no null, counted when they did and not by looking at what is there.
/// </param>
/// <param name="States">How many of them stand in each state today.</param>
/// <param name="Difference">
/// Received less the sum of the states: 0, or an alarm. Null for a time that does not begin and end with a quarter of an hour, and for a
/// part of a mailing: of these there is one count only.
/// </param>
/// <param name="Portal">What Bitrix24 was told.</param>
/// <param name="Gateway">What gateways answered, by outcome of the attempts.</param>
internal sealed record ReconciliationResource(
    long Received, IReadOnlyDictionary<string, long> States, long? Difference, PortalSide Portal,
    IReadOnlyDictionary<string, long> Gateway);

/// <summary>The portal's side of the books.</summary>
/// <param name="Told">Messages by the word the portal confirmed last; <c>none</c> for those it was told nothing about yet.</param>
internal sealed record PortalSide(IReadOnlyDictionary<string, long> Told);
