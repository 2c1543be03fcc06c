using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Node;

/// <summary>
/// Kills this very process (SIGKILL) at a named place. The product knows nothing of it: its log says when it passes, EF's diagnostics name
/// every statement of a migration, and the step between intent and request is the entrance of the gateway, which the node wraps.
/// </summary>
internal sealed class FailPoints(FailPoint? dies) : ILoggerProvider, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    /// <summary>IntakeLog: accepted, said after the commit and before the answer.</summary>
    private const int Accepted = 1001;

    /// <summary>GatewayLog: answered, said before the outcome goes to the writer.</summary>
    private const int Answered = 3001;

    private int _passed;

    /// <summary>The process passes a place; it may be its last.</summary>
    internal void Pass(FailPlace place)
    {
        if (dies?.Place == place && Interlocked.Increment(ref _passed) == dies.Occurrence) Signals.Kill(Environment.ProcessId);
    }

    /// <summary>Listens to EF while migrations run.</summary>
    internal void WatchMigrations()
    {
        if (dies?.Place == FailPlace.Migration) DiagnosticListener.AllListeners.Subscribe(this);
    }

    public ILogger CreateLogger(string categoryName) => new Listener(this);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting") Pass(FailPlace.Migration);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
    }

    private void Hear(EventId said)
    {
        if (said.Id == Accepted) Pass(FailPlace.AcceptedBeforeAnswer);
        else if (said.Id == Answered) Pass(FailPlace.AnswerBeforeOutcome);
    }

    private sealed class Listener(FailPoints points) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state,
            Exception? exception, Func<TState, Exception?, string> formatter) => points.Hear(eventId);
    }
}
