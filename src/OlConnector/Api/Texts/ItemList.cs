using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Texts;

/// <summary>What a call asks about, several at once.</summary>
/// <typeparam name="T">One of them.</typeparam>
internal sealed class ItemList<T> where T : class
{
    /// <summary>Most items of one call.</summary>
    internal const int MostItems = 100;

    /// <summary>At most 100; the body as a whole at most 1 MB.</summary>
    [Needed]
    [MaxLength(MostItems)]
    public IReadOnlyList<T>? Items { get; init; }

    /// <summary>The first thing that is wrong, with the place of its item; null when every item may be answered.</summary>
    internal Refusal? Check(Func<T, string, Refusal?> check)
    {
        if (Items is null) return Refuse.Required("items");
        return Items.Index().Select(one => Check(one.Item, PathOf(one.Index), check)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>Answers each item, or refuses them all.</summary>
    internal ActionResult<ItemAnswers<TAnswer>> Answer<TAnswer>(Func<T, string, Refusal?> check, Func<T, TAnswer> answer) =>
        Check(check) is { } refusal ? refusal : new ItemAnswers<TAnswer>([.. Items!.Select(answer)]);

    /// <summary>Where an item stands in the body.</summary>
    internal static string PathOf(int index) => string.Create(CultureInfo.InvariantCulture, $"items[{index}]");

    private static Refusal? Check(T? item, string path, Func<T, string, Refusal?> check) =>
        item is null ? Refuse.Required(path) : check(item, path);
}

/// <summary>One answer for each item, in their order.</summary>
internal sealed record ItemAnswers<T>(IReadOnlyList<T> Items);
