using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OlConnector.Harness.Node;

/// <summary>Appends what the node says to a file, line by line, so that a killed node has said all it said.</summary>
internal sealed class NodeLog(string path, TimeProvider clock) : ILoggerProvider
{
    private readonly StreamWriter _file = new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
    {
        AutoFlush = true,
    };

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose() => _file.Dispose();

    private void Write(string category, LogLevel level, EventId id, string message, Exception? exception)
    {
        lock (_file)
            _file.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{clock.GetUtcNow():HH:mm:ss.fff} {level} {id.Id} {category}: {message} {exception}"));
    }

    private sealed class Writer(NodeLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state,
            Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(category, logLevel, eventId, formatter(state, exception), exception);
    }
}
