using System.Text.RegularExpressions;

namespace OlConnector.Tests.House;

/// <summary>Searches texts line by line; only named groups are kept.</summary>
internal static class Searching
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>All places that match.</summary>
    internal static IEnumerable<Match> Find(this string text, string pattern) => Compile(pattern).Matches(text);

    /// <summary>True when there is such a place.</summary>
    internal static bool Has(this string text, string pattern) => Compile(pattern).IsMatch(text);

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.Multiline | RegexOptions.ExplicitCapture, Patience);
}
