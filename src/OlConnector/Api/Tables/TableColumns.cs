using System.Globalization;
using OlConnector.Api.Csv;
using OlConnector.Engine.Composing.Personalization;

namespace OlConnector.Api.Tables;

/// <summary>What becomes of a column.</summary>
internal enum ColumnUse
{
    /// <summary>The recipient's number.</summary>
    Phone,

    /// <summary>The recipient's own text.</summary>
    Text,

    /// <summary>A field of the letter.</summary>
    Field,

    /// <summary>Nothing: it has no name.</summary>
    None,
}

/// <summary>A column of a table of recipients.</summary>
/// <param name="Name">Its header; where the table has none its place, counted from 1.</param>
/// <param name="Use">What becomes of it.</param>
/// <param name="Field">The field that it is; null for none.</param>
internal sealed record TableColumn(string Name, ColumnUse Use, string? Field);

/// <summary>Which column of a table is what.</summary>
/// <param name="All">In their order.</param>
/// <param name="HasHeader">The first row names them.</param>
internal sealed record TableColumns(IReadOnlyList<TableColumn> All, bool HasHeader)
{
    private static readonly string[] PhoneNames =
    [
        "phone", "phones", "tel", "mobile", "phone_number", "msisdn", "телефон", "тел", "тел.", "номер", "мобильный",
    ];

    private static readonly string[] TextNames = ["text", "sms", "message", "текст", "сообщение"];

    /// <summary>The column of numbers; -1 for none.</summary>
    public int Phone { get; } = IndexOf(All, ColumnUse.Phone);

    /// <summary>The column of texts; -1 for none.</summary>
    public int Text { get; } = IndexOf(All, ColumnUse.Text);

    /// <summary>Tells the columns by the first rows of a table.</summary>
    /// <param name="rows">The first rows, as they stand.</param>
    /// <param name="isPhone">Whether a cell is a number.</param>
    /// <param name="phone">The column of numbers that the caller names, by header or place from 1; null to find it.</param>
    /// <param name="text">The column of texts, likewise.</param>
    internal static TableColumns Of(IReadOnlyList<string[]> rows, Predicate<string> isPhone, string? phone, string? text)
    {
        if (rows.Count == 0) return new TableColumns([], HasHeader: false);
        var width = rows.Max(row => row.Length);
        var found = Enumerable.Range(0, width).Select(at => rows.Skip(1).Count(row => at < row.Length && isPhone(row[at]))).ToArray();
        var first = Array.ConvertAll(rows[0], Cell);
        // A first row without a number names its columns, if only one row below has one, or it names the column of numbers itself.
        var hasHeader = !Array.Exists(rows[0], cell => isPhone(cell))
            && (Array.Exists(found, count => count > 0) || Array.Exists(first, name => Is(PhoneNames, name)) || rows.Count == 1);
        var names = Enumerable.Range(0, width)
            .Select(at => hasHeader && at < first.Length ? first[at] : hasHeader ? "" : $"{at + 1}").ToArray();
        if (!hasHeader)
            for (var at = 0; at < first.Length; at++) found[at] += isPhone(rows[0][at]) ? 1 : 0;
        var ofPhones = Named(names, phone) ?? (phone is null ? Known(names, PhoneNames) ?? Most(found) : null);
        var ofTexts = Named(names, text) ?? (text is null ? Known(names, TextNames) : null);
        return new TableColumns(Used(names, ofPhones ?? -1, ofTexts ?? -1), hasHeader);
    }

    /// <summary>True when the caller named a column that there is, or none.</summary>
    internal bool Knows(string? named) => named is null || Named([.. All.Select(column => column.Name)], named) is not null;

    private static List<TableColumn> Used(string[] names, int phone, int text)
    {
        var (columns, taken) = (new List<TableColumn>(names.Length), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var (at, name) in names.Index())
            columns.Add(at == phone ? new TableColumn(name, ColumnUse.Phone, null)
                : at == text ? new TableColumn(name, ColumnUse.Text, null)
                : FieldOf(name, taken) is { } field ? new TableColumn(name, ColumnUse.Field, field)
                : new TableColumn(name, ColumnUse.None, null));
        return columns;
    }

    /// <summary>Of two columns with one name the second has another.</summary>
    private static string? FieldOf(string header, HashSet<string> taken)
    {
        var name = ColumnName.Of(header);
        if (name.Length == 0) return null;
        var field = name;
        for (var number = 2; !taken.Add(field); number++) field = $"{name}_{number}";
        return field;
    }

    private static string Cell(string cell) => SafeCell.Read(cell.Trim());

    private static int? Named(string[] names, string? named)
    {
        if (named is null) return null;
        var at = Array.FindIndex(names, name => string.Equals(name, named.Trim(), StringComparison.OrdinalIgnoreCase));
        if (at >= 0) return at;
        return int.TryParse(named, CultureInfo.InvariantCulture, out var place) && place >= 1 && place <= names.Length ? place - 1 : null;
    }

    private static int? Known(string[] names, string[] known) =>
        Array.FindIndex(names, name => Is(known, name)) is >= 0 and var at ? at : null;

    private static int? Most(int[] found) => found.Length > 0 && found.Max() is > 0 and var most ? Array.IndexOf(found, most) : null;

    private static bool Is(string[] known, string name) => known.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static int IndexOf(IReadOnlyList<TableColumn> all, ColumnUse use) =>
        all.Index().Where(column => column.Item.Use == use).Select(column => (int?)column.Index).FirstOrDefault() ?? -1;
}
