using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OlConnector.Engine;

namespace OlConnector.Storage;

/// <summary>Moments as milliseconds since 1970 UTC: one meaning on every database, and plain numbers in SQL.</summary>
internal sealed class UnixMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
    moment => moment.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));

internal sealed class MillisecondsConverter() : ValueConverter<TimeSpan, long>(
    span => (long)span.TotalMilliseconds, value => TimeSpan.FromMilliseconds(value));

internal sealed class PortalIdConverter() : ValueConverter<PortalId, string>(id => id.Value, value => new PortalId(value));

internal sealed class LineIdConverter() : ValueConverter<LineId, Guid>(id => id.Value, value => new LineId(value));

internal sealed class MessageIdConverter() : ValueConverter<MessageId, Guid>(id => id.Value, value => new MessageId(value));

/// <summary>Enums as camelCase words, so that rows can be read and SQL can name states.</summary>
internal sealed class WordConverter<T>() : ValueConverter<T, string>(value => Words.Of(value), word => Words.To<T>(word))
    where T : struct, Enum;

/// <summary>The camelCase words that enums have in the database, in JSON and in logs.</summary>
public static class Words
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
