using System.Globalization;
using OlConnector.Api.Csv;
using OlConnector.Engine;
using OlConnector.Engine.Messages;

namespace OlConnector.Api.Reports;

/// <summary>One column of a report.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Value">What a row has in it: words, a time, a number, or null for nothing.</param>
internal sealed record ReportColumn(Said Title, Func<ReportRow, ReportReader, object?> Value)
{
    private const string Times = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The zone stands above the times: the same file is read elsewhere.</summary>
    internal bool IsTime { get; init; }

    /// <summary>Telephone numbers begin with a plus and are no formulas.</summary>
    internal bool IsNumber { get; init; }

    internal string TitleFor(ReportReader reader) =>
        IsTime ? $"{Title[reader.Caller.ReadsIn]} ({reader.Zone.Id})" : Title[reader.Caller.ReadsIn];

    /// <summary>The value as a table program takes it: a time and a number as they are, words so that they run no formula.</summary>
    internal object? ValueFor(ReportRow row, ReportReader reader) => Value(row, reader) switch
    {
        string words => IsNumber ? SafeCell.WriteNumber(words) : SafeCell.Write(words),
        var value => value,
    };

    /// <summary>The same in letters.</summary>
    internal string TextFor(ReportRow row, ReportReader reader) => ValueFor(row, reader) switch
    {
        DateTime at => at.ToString(Times, CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var words => words as string ?? "",
    };

    /// <summary>When the message came to stand where it does.</summary>
    internal static DateTimeOffset Since(Message message) =>
        MessageHistory.Read(message.History).LastOrDefault(change => change.State == message.State)?.At ?? message.AcceptedAt;
}
