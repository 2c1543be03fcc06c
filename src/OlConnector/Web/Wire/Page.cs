using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>Which part of a list is wanted.</summary>
internal sealed class PageQuery
{
    /// <summary>Most items of one answer, 1–200.</summary>
    [Range(1, 200)]
    [FromQuery(Name = "limit")]
    public int Limit { get; set; } = 50;

    /// <summary>The <c>next</c> of the page before; absent for the first page.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; set; }

    /// <summary>Reads the cursor; null from <paramref name="cursor"/> begins the list.</summary>
    internal Refusal? TryReadCursor(bool needsId, out Cursor? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(Cursor)) return null;
        return Wire.Cursor.TryRead(Cursor, out cursor) && (!needsId || cursor.Id is not null) ? null : Refuse.InvalidCursor();
    }
}

/// <summary>A part of a list.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Next">The cursor of what follows; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Cuts pages.</summary>
internal static class Pages
{
    /// <summary>A page of rows of which one more was read than fits, to see whether something follows.</summary>
    internal static Page<TItem> Of<TRow, TItem>(IReadOnlyList<TRow> rows, int limit, Func<TRow, TItem> show, Func<TRow, Cursor> cursorOf) =>
        new([.. rows.Take(limit).Select(show)], rows.Count > limit ? cursorOf(rows[limit - 1]).Write() : null);

    /// <summary>A page of a short list that is read whole, ordered by key.</summary>
    internal static Page<T> OfWhole<T>(IEnumerable<T> items, PageQuery page, Cursor? after, Func<T, string> keyOf)
    {
        var ordered = items.OrderBy(keyOf, StringComparer.Ordinal)
            .Where(item => after is null || string.CompareOrdinal(keyOf(item), after.Key) > 0);
        return Of([.. ordered.Take(page.Limit + 1)], page.Limit, item => item, item => new Cursor(0, keyOf(item)));
    }
}
