using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Messages;

namespace OlConnector.Api.Messages;

/// <summary>Which messages are wanted; conditions add up.</summary>
internal sealed class MessageQuery
{
    /// <summary>Of this line.</summary>
    [FromQuery(Name = "line")]
    public string? Line { get; set; }

    /// <summary>Of this campaign.</summary>
    [FromQuery(Name = "campaign")]
    public string? Campaign { get; set; }

    /// <summary>In one of these states: <c>state=delivered&amp;state=read</c>.</summary>
    [FromQuery(Name = "state")]
    public IReadOnlyList<MessageState>? States { get; set; }

    /// <summary>Part of the number or text, or Bitrix24's id as a whole; for viewers the id only.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; set; }

    /// <summary>
    /// To one of these numbers, in any writing: <c>phone=%2B79161234567&amp;phone=…</c>, at most 20. For viewers nothing is found.
    /// </summary>
    [FromQuery(Name = "phone")]
    public IReadOnlyList<string>? Phones { get; set; }

    /// <summary>Accepted at this moment or later (ISO 8601; without a zone, the portal's).</summary>
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Accepted before this moment.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; set; }
}
