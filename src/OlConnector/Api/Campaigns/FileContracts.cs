using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Tables;

namespace OlConnector.Api.Campaigns;

/// <summary>How a table of recipients is read; what is not said is found.</summary>
internal sealed class FileQuery
{
    /// <summary>What people call the file, at most 200 characters.</summary>
    [FromQuery(Name = "name")]
    public string? Name { get; set; }

    /// <summary>utf-8, utf-16le, utf-16be or windows-1251.</summary>
    [FromQuery(Name = "encoding")]
    public string? Encoding { get; set; }

    /// <summary>The sign between cells: one character, <c>tab</c>, or <c>none</c> for a single column.</summary>
    [FromQuery(Name = "delimiter")]
    public string? Delimiter { get; set; }

    /// <summary>The column of numbers, by its header or its place from 1.</summary>
    [FromQuery(Name = "phone")]
    public string? Phone { get; set; }

    /// <summary>The column of texts, by its header or its place from 1.</summary>
    [FromQuery(Name = "text")]
    public string? Text { get; set; }
}

/// <summary>A row that could not be taken.</summary>
/// <param name="Row">As a table program counts: the first row of the file is 1.</param>
/// <param name="Value">What stood there, at most 100 characters.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Message">Why, for people.</param>
internal sealed record RejectedRecipientRow(int Row, string Value, string Reason, string Message);

/// <summary>What became of a table of recipients.</summary>
/// <param name="File">Its key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="At">When it came.</param>
/// <param name="By">Who gave it.</param>
/// <param name="Accepted">Recipients that were taken.</param>
/// <param name="Duplicates">Rows with a number that the mailing had.</param>
/// <param name="RejectedCount">Rows that could not be taken.</param>
/// <param name="Rejected">The first 100 of them; all are in <c>rejected.csv</c>.</param>
/// <param name="Encoding">How its bytes were read.</param>
/// <param name="Delimiter">The sign between its cells; null for a single column.</param>
/// <param name="Columns">What became of its columns.</param>
internal sealed record RecipientFileResource(
    string File, string? Name, DateTimeOffset At, string By, int Accepted, int Duplicates, int RejectedCount,
    IReadOnlyList<RejectedRecipientRow> Rejected, string Encoding, string? Delimiter, IReadOnlyList<TableColumn> Columns);

/// <summary>The files of a mailing.</summary>
/// <param name="Items">In the order in which they came.</param>
internal sealed record RecipientFiles(IReadOnlyList<RecipientFileResource> Items);

/// <summary>What becomes of a deleted file's recipients who have not been sent to.</summary>
internal enum UnsentRecipients
{
    /// <summary>They go too.</summary>
    Remove,

    /// <summary>They stay in the mailing.</summary>
    Keep,
}

/// <summary>What the deleting of a file did.</summary>
/// <param name="Removed">Recipients and messages that will not be sent to for it.</param>
/// <param name="InFlight">Messages of the campaign that are with the gateway.</param>
internal sealed record FileDeletedAnswer(int Removed, int InFlight);
