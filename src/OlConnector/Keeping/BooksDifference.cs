using System.Globalization;
using OlConnector.Engine;

namespace OlConnector.Keeping;

/// <summary>A line or a mailing whose two counts differ.</summary>
/// <param name="Portal">Whose it is.</param>
/// <param name="Id">The line or mailing.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Missing">Messages that were received and are not there; below zero, that are there and were not counted.</param>
internal sealed record BooksDifference(string Portal, Guid Id, string Name, long Missing)
{
    /// <summary>One notice a day tells all of a portal's differences.</summary>
    internal const string Tag = "olc-books";

    /// <summary>More names make a notice longer and nobody wiser.</summary>
    private const int MostNames = 5;

    /// <summary>What its administrators read.</summary>
    internal static Said Notice(IReadOnlyList<BooksDifference> found)
    {
        var (named, others) = (string.Join(", ", found.Take(MostNames).Select(one => one.Named)), found.Count - MostNames);
        return new Said(
            $"OlConnector: учёт сообщений не сходится: {named}{(others > 0 ? $" и ещё {others}" : "")}. "
            + "Сколько сообщений пришло и сколько есть сейчас — разные числа. Сами они повторно не уйдут. "
            + "Сообщите в поддержку OlConnector: там увидят то же под номерами 8006 и 8008.",
            $"OlConnector: the books do not agree: {named}{(others > 0 ? $" and {others} more" : "")}. "
            + "As many messages as were received are not there now. None of them is sent again by itself. "
            + "Please tell OlConnector's support: they see the same under the numbers 8006 and 8008.");
    }

    private string Named => string.Create(CultureInfo.InvariantCulture, $"«{Name}» ({Missing:+0;-0})");
}
