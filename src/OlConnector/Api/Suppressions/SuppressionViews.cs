using OlConnector.Api.Csv;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Suppression;
using OlConnector.Keeping;

namespace OlConnector.Api.Suppressions;

/// <summary>Entries of the stop list as they are shown.</summary>
internal static class SuppressionViews
{
    /// <param name="row">The entry.</param>
    /// <param name="names">Of those who entered it.</param>
    internal static SuppressionResource Show(SuppressedNumber row, IReadOnlyDictionary<string, string> names) => new(
        EntryOf(row).Id,
        row.Reason == Reason.OptedOut ? SuppressionKind.OptOut : SuppressionKind.Blacklist,
        NumberMask.IsStored(row.Phone) || ErasedNumbers.IsName(row.Phone) ? null : $"+{row.Phone}",
        NumberMask.IsStored(row.Phone) ? $"+{row.Phone}" : null,
        row.Note ?? row.Reason, row.At, row.By, row.By is { } by ? names.GetValueOrDefault(by) : null);

    internal static SuppressionEntry EntryOf(SuppressedNumber row) => new(row.Phone, row.Reason, row.Note);

    /// <summary>A row of the table. Number and mask are digits behind their plus, which is no formula; words may be one.</summary>
    internal static string[] Cells(SuppressedNumber row) => [$"+{row.Phone}", SafeCell.Write(row.Note ?? row.Reason)];
}
