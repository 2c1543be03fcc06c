using System.Collections.Concurrent;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Messages;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Marketing;

/// <summary>CRM-Marketing of one portal: segments, letters and the stream of calls a launch makes (bitrix24.md §5.5, §6.1).</summary>
public sealed class CrmMarketing
{
    private readonly SandboxPortal _portal;
    private readonly TimeProvider _clock;
    private readonly Chance _chance;
    private readonly ConcurrentDictionary<int, Segment> _segments = new();
    private int _lastLetter = 100;

    internal CrmMarketing(SandboxPortal portal, TimeProvider clock, Chance chance) => (_portal, _clock, _chance) = (portal, clock, chance);

    /// <summary>All segments by number.</summary>
    public IReadOnlyList<Segment> Segments => [.. _segments.Values.OrderBy(segment => segment.Id)];

    /// <summary>Launches so far, oldest first.</summary>
    public ConcurrentQueue<LetterRun> Runs { get; } = new();

    /// <summary>How streams behave unless a launch says otherwise.</summary>
    public StreamOptions Stream { get; set; } = new();

    /// <summary>A new segment of these clients.</summary>
    public Segment AddSegment(string name, IEnumerable<CrmEntity> clients)
    {
        var segment = new Segment(_segments.Count + 1, name, [.. clients]);
        _segments[segment.Id] = segment;
        return segment;
    }

    /// <summary>A new segment of invented contacts with these phones, in this order.</summary>
    public Segment AddSegment(string name, params string[] phones) => AddSegment(name, phones.Select((phone, i) =>
        _portal.Crm.Add(CrmTypes.Contact,
            new Newtonsoft.Json.Linq.JObject
            {
                ["NAME"] = InventedNames.Women[i % InventedNames.Women.Length].Name,
                ["ASSIGNED_BY_ID"] = "1",
            }, phone)));

    /// <summary>A letter with the next number.</summary>
    public Letter Write(string text, string senderCode, Segment segment, int authorId = 1) =>
        new(Interlocked.Increment(ref _lastLetter), text, senderCode, segment, authorId);

    /// <summary>The text as this client would get it.</summary>
    public static string Render(Letter letter, CrmEntity client) =>
        LetterRenderer.Render(letter.Text, LetterRenderer.Fields(client, letter));

    /// <summary>
    /// Hands the whole segment over: in runs, in parallel, shuffled, with what goes wrong. Ends when the last call was answered.
    /// </summary>
    public async Task<LetterRun> LaunchLetterAsync(Letter letter, StreamOptions? stream = null, CancellationToken ct = default)
    {
        var how = stream ?? Stream;
        var started = TimeProvider.System.GetTimestamp();
        var recipients = how.IsShuffled ? _chance.Shuffled(letter.Segment.Recipients) : [.. letter.Segment.Recipients];
        var calls = new ConcurrentQueue<HandlerCall>();
        foreach (var (index, burst) in recipients.Chunk(Math.Max(1, how.Burst)).Index())
        {
            if (index > 0 && how.Pause > TimeSpan.Zero)
                await Task.Delay(how.Pause, _clock, ct);
            await Parallel.ForEachAsync(
                burst,
                new ParallelOptions { MaxDegreeOfParallelism = how.Parallel, CancellationToken = ct },
                async (client, cancel) => await SendAsync(letter, client, how, calls, cancel));
        }
        var run = new LetterRun(letter, [.. calls], TimeProvider.System.GetElapsedTime(started));
        Runs.Enqueue(run);
        return run;
    }

    /// <summary>A test send from the letter editor: looks exactly like a real one (bitrix24.md §6.1).</summary>
    public Task<HandlerCall> SendTestAsync(Letter letter, CrmEntity client, CancellationToken ct = default) =>
        _portal.Desk.SendAsync(letter.SenderCode, client.Phones[0],
            Render(letter, client), new MessageSource.Marketing(), letter.AuthorId, ct: ct);

    private async Task SendAsync(Letter letter, CrmEntity client,
        StreamOptions how, ConcurrentQueue<HandlerCall> calls, CancellationToken ct)
    {
        var text = Render(letter, client);
        var times = _chance.Happens(how.Resends) ? 2 : 1;
        for (var i = 0; i < times; i++)
        {
            var withAuth = !_chance.Happens(how.MissingAuth);
            var call = await _portal.Desk.SendAsync(
                letter.SenderCode, client.Phones[0], text, new MessageSource.Marketing(), letter.AuthorId, withAuth, ct);
            calls.Enqueue(call);
            if (call.Status is not null && _chance.Happens(how.Duplicates))
                calls.Enqueue(await _portal.Desk.RepeatAsync(call, ct));
        }
    }
}
