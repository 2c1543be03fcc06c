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
internal sealed class WordConverter<T>() : ValueConverter<T, string>(value => EnumText.Of(value), word => EnumText.To<T>(word))
    where T : struct, Enum;
