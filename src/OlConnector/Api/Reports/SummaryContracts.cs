using Microsoft.AspNetCore.Mvc;

namespace OlConnector.Api.Reports;

/// <summary>What one row of a summary stands for.</summary>
internal enum SummaryBy
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>A mailing; one row for all direct messages.</summary>
    Campaign,

    /// <summary>A day of the portal's time zone.</summary>
    Day,
}

/// <summary>Which messages are added up, and how.</summary>
internal sealed class SummaryQuery
{
    /// <summary>Accepted at this moment or later (ISO 8601; without a zone, the portal's). Default: 30 days before <c>to</c>.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Accepted before this moment. Default: the end of today.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>Default: line.</summary>
    [FromQuery(Name = "by")]
    public SummaryBy By { get; set; }
}

/// <summary>Messages added up.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The moment behind the last.</param>
/// <param name="By">What a row stands for.</param>
/// <param name="TimeZone">Whose days are meant.</param>
/// <param name="Items">Days in their order; lines and mailings with most messages first, at most a thousand.</param>
/// <param name="Total">All of them, those left out too.</param>
internal sealed record SummaryAnswer(
    DateTimeOffset From, DateTimeOffset To, SummaryBy By, string TimeZone, IReadOnlyList<SummaryRow> Items, SummaryRow Total);

/// <summary>One row of a summary.</summary>
/// <param name="Line">The line's id, by line.</param>
/// <param name="Campaign">The mailing's id, by campaign; null for direct messages.</param>
/// <param name="Day">The date, by day.</param>
/// <param name="Name">What people call the line or mailing; null for days and direct messages.</param>
/// <param name="Messages">How many.</param>
/// <param name="States">How many of them stand in each state today.</param>
/// <param name="Cost">What those cost that have left.</param>
internal sealed record SummaryRow(
    string? Line, string? Campaign, string? Day, string? Name, int Messages, IReadOnlyDictionary<string, int> States,
    IReadOnlyList<CostSum> Cost);
