using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Messages;

/// <summary>
/// The portal's agent that works off messages of cards, robots and the system: a few rows a run. Marketing has a stream of its own
/// (bitrix24.md §5.5).
/// </summary>
public sealed class MessageAgent
{
    private readonly MessageDesk _desk;
    private readonly TimeProvider _clock;
    private readonly Chance _chance;
    private readonly List<WaitingMessage> _waiting = [];
    private readonly List<(HandlerCall Call, DateTimeOffset Since)> _stuck = [];
    private (DateOnly Day, int Count) _sent;

    internal MessageAgent(MessageDesk desk, TimeProvider clock, Chance chance) =>
        (_desk, _clock, _chance) = (desk, clock, chance);

    /// <summary>Rows a run takes. Default 5, as the module has it.</summary>
    public int RunSize { get; set; } = 5;

    /// <summary>Messages a day, by the portal's own limit of the provider; further rows wait for the next day (UTC).</summary>
    public int? DailyLimit { get; set; }

    /// <summary>Share of rows whose run dies after the call, 0 to 1: the portal does not know that it was made. Default 0.</summary>
    public double Deaths { get; set; }

    /// <summary>A row that a dead run left in work is sent again after so long, with the same id. Default 10 minutes.</summary>
    public TimeSpan StuckFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Rows that wait for a run, those of dead runs included.</summary>
    public int Waiting => _waiting.Count + _stuck.Count;

    /// <summary>Puts a message into the portal's queue.</summary>
    public void Enqueue(WaitingMessage message) => _waiting.Add(message);

    /// <summary>One run: rows of dead runs first, then what waits, up to a run's size and the day's limit.</summary>
    public async Task<IReadOnlyList<HandlerCall>> RunAsync(CancellationToken ct = default)
    {
        var now = _clock.GetUtcNow();
        var calls = new List<HandlerCall>();
        foreach (var row in _stuck.Where(row => row.Since + StuckFor <= now).Take(RunSize).ToList())
        {
            _stuck.Remove(row);
            calls.Add(await _desk.RepeatAsync(row.Call, ct));
        }
        foreach (var message in _waiting.Take(Math.Min(RunSize - calls.Count, LeftOf(DateOnly.FromDateTime(now.UtcDateTime)))).ToList())
        {
            _waiting.Remove(message);
            calls.Add(await SendAsync(message, now, ct));
        }
        return calls;
    }

    private async Task<HandlerCall> SendAsync(WaitingMessage message, DateTimeOffset now, CancellationToken ct)
    {
        var call = await _desk.SendAsync(message.Code, message.Phone, message.Text, message.Source, message.AuthorId, ct: ct);
        _sent.Count++;
        if (call.Status is not null && _chance.Happens(Deaths))
            _stuck.Add((call, now));
        return call;
    }

    private int LeftOf(DateOnly today)
    {
        if (_sent.Day != today)
            _sent = (today, 0);
        return DailyLimit is { } limit ? Math.Max(0, limit - _sent.Count) : int.MaxValue;
    }
}

/// <summary>A message in the portal's queue.</summary>
/// <param name="Code">CODE of the sender.</param>
/// <param name="Phone">As typed.</param>
/// <param name="Text">As rendered.</param>
/// <param name="Source">Which part of the portal; not marketing.</param>
/// <param name="AuthorId">The author, 0 for none.</param>
public sealed record WaitingMessage(string Code, string Phone, string Text, MessageSource Source, int AuthorId = 1);
