using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Web.Access;

namespace OlConnector.Api.Reports;

/// <summary>A message with what a report says of it beside its own row.</summary>
/// <param name="Message">The message.</param>
/// <param name="Line">Its line's name.</param>
/// <param name="Channel">What the line speaks; null for a gateway that is not known any more.</param>
/// <param name="Mailing">Its mailing's name; null for direct messages.</param>
/// <param name="Answer">The last try's answer; null where none was kept.</param>
internal sealed record ReportRow(Message Message, string Line, Channel? Channel, string? Mailing, Attempt? Answer);

/// <summary>For whom a report is written.</summary>
/// <param name="Caller">Who may see numbers and texts, or not; and in which language.</param>
/// <param name="Zone">Whose clock the times are of.</param>
internal sealed record ReportReader(Caller Caller, TimeZoneInfo Zone)
{
    /// <summary>A moment as the zone's clock shows it.</summary>
    internal DateTime? Local(DateTimeOffset? moment) => moment is { } at ? TimeZoneInfo.ConvertTime(at, Zone).DateTime : null;
}
