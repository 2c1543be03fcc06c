using System.Collections.Concurrent;

namespace OlConnector.Storage;

/// <summary>The camelCase words that enums have in the database, in JSON and in logs.</summary>
internal static class EnumText
{
    private static readonly ConcurrentDictionary<Enum, string> Known = new();

    /// <summary>The word for a value: <c>NeedsLogin</c> becomes <c>needsLogin</c>.</summary>
    public static string Of(Enum value) => Known.GetOrAdd(value, static word =>
    {
        var name = word.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    });

    /// <summary>The value for a stored word.</summary>
    /// <exception cref="FormatException">The word is none of the enum's: the database was written by a newer version.</exception>
    public static T To<T>(string word) where T : struct, Enum =>
        Enum.TryParse<T>(word, ignoreCase: true, out var value) ? value : throw new FormatException($"'{word}' is not a {typeof(T).Name}.");
}
