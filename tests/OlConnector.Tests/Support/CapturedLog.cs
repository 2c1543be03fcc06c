using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OlConnector.Tests.Support;

/// <summary>Keeps every log line, so that a test can read it and search it for secrets.</summary>
public sealed class CapturedLog : ILoggerProvider
{
    /// <summary>All lines, in order, with their exceptions.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Capturing(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Capturing(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state,
            Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
