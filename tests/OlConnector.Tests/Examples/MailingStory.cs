using Microsoft.Extensions.DependencyInjection;
using OlConnector.Campaigns;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Examples;

/// <summary>
/// One line's mailings through the real product, step by step. Beside it stands what a person was promised, kept apart from the product's
/// books: who refused, what was stopped, when each wave begins, what the gateway was handed.
/// </summary>
internal sealed class MailingStory
{
    private const int Numbers = 9;

    private static readonly TimeOnly Opens = new(10, 0);
    private static readonly TimeOnly Closes = new(18, 0);

    private static readonly string[] Letters =
    [
        "В субботу открываем новый магазин на площади, приходите с детьми", "Ваша скидка на все букеты до конца недели двадцать процентов",
    ];

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(16), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(20), TimeSpan.FromHours(3)];

    private readonly ApiWorld _world;
    private readonly GivenLine _line;
    private readonly int _run;
    private readonly List<Claim> _claimed = [];
    private readonly Dictionary<MessageId, int> _taken = [];
    private readonly HashSet<string> _refused = [];
    private readonly HashSet<Guid> _halted = [];
    private readonly HashSet<MessageId> _ended = [];
    private readonly Dictionary<MessageId, DateTimeOffset> _waves = [];
    private readonly Dictionary<Guid, DateTimeOffset> _starts = [];
    private readonly HashSet<MessageId> _leftApart = [];
    private readonly HashSet<Guid> _sentOn = [];
    private readonly List<string> _broken = [];
    private readonly List<string> _told = [];
    private int _accepted;

    private MailingStory(ApiWorld world, GivenLine line, int run) => (_world, _line, _run) = (world, line, run);

    /// <summary>Every other line collects its mailings.</summary>
    private bool Collects => _run % 2 == 0;

    private DateTimeOffset Now => _world.Clock.GetUtcNow();

    internal static MailingStory Begin(ApiWorld world, int run)
    {
        var line = world.Product.LineAsync(ApiWorld.Ours, change: row => row.Jitter = 0).GetAwaiter().GetResult();
        var story = new MailingStory(world, line, run);
        story.Ask(caller => caller.PatchAsync($"lines/{line.Id}", new
        {
            window = new
            {
                days = new[] { "mon", "tue", "wed", "thu", "fri", "sat", "sun" },
                from = $"{Opens:HH:mm}",
                to = $"{Closes:HH:mm}",
                timeZone = "UTC",
            },
            collect = story.Collects,
        })).Status.ShouldBe(200);
        return story;
    }

    internal void Step(int what, int which)
    {
        switch (what)
        {
            case < 25: Arrive(which); break;
            case < 35: Compose(); break;
            case < 45: _world.Clock.Advance(Waits[which % Waits.Length]); break;
            case < 60: Claim(); break;
            case < 70: Settle(which); break;
            case < 72: Crash(); break;
            case < 75: Refuse(which); break;
            case < 78: Pause(which); break;
            case < 82: Resume(which); break;
            case < 84: End(which, "stop", isForGood: true); break;
            case < 86: End(which, "clear", isForGood: false); break;
            case < 91: Release(which); break;
            case < 95: Split(which); break;
            case < 97: On(which, id => Ask(caller => caller.PostAsync($"campaigns/{id:N}/restart", new { which = "unsent" }))); break;
            case < 100: Report(which); break;
            case < 104: Merge(which); break;
            case < 107: Separate(which); break;
            case < 108: Schedule(which); break;
            default: On(which, Start); break;
        }
    }

    /// <summary>Nobody decides anything more; all that may still leave does.</summary>
    internal void Finish()
    {
        for (var quiet = 0; quiet < 5;)
        {
            foreach (var id in Campaigns()) Resume(id);
            Compose();
            var before = _claimed.Count;
            Claim();
            var moved = _claimed.Count > before;
            while (_claimed.Count > 0) Settle(2);
            quiet = moved ? 0 : quiet + 1;
            _world.Clock.Advance(moved ? TimeSpan.FromSeconds(15) : TimeSpan.FromHours(8));
        }
    }

    internal void Verify()
    {
        _broken.ShouldBeEmpty(string.Join('\n', _told));
        _taken.Where(pair => pair.Value > 1).ShouldBeEmpty("sent twice");
        using var db = Get<Database>().Read();
        var books = db.Messages.Where(message => message.LineId == _line.Id).ToList();
        books.Count(message => message.RepeatOf == null).ShouldBe(_accepted);
        MessageState[] moving = [MessageState.Accepted, MessageState.Dispatching, MessageState.Queued];
        books.Where(message => moving.Contains(message.State)).Select(message => $"{message.Id} {message.State} {message.History}")
            .ShouldBeEmpty("all that waits waits for a person");
        books.Where(message => message.State is MessageState.Sent or MessageState.Delivered).Select(message => message.Id)
            .Except(_taken.Keys).ShouldBeEmpty("said to be sent and never handed over");
        books.Where(message => message.State == MessageState.Sent && !_leftApart.Contains(message.Id))
            .GroupBy(message => new { message.CampaignId, message.Phone })
            .ShouldAllBe(same => same.Count() == 1, "one mailing is one message a person");
        foreach (var of in Campaigns().Select(id => $"campaign={id:N}").Append($"line={_line.Id}"))
            ((long)Ask(caller => caller.GetAsync($"reconciliation?{of}"))["difference"]!).ShouldBe(0, of);
    }

    private void Arrive(int which)
    {
        var id = NewKey.At(_world.Clock).ToString("N");
        Get<Acceptance>().AcceptAsync(new IncomingMessage(
            _line.Portal, _line.Id, _line.Code, id, MessageSource.Marketing, Traffic.Marketing, $"+{NumberOf(which)}",
            Letters[which % Letters.Length], "1", null)).GetAwaiter().GetResult();
        _accepted++;
    }

    /// <summary>What the loops do that send nothing.</summary>
    private void Compose()
    {
        Get<CampaignStarts>().LookAsync(CancellationToken.None).GetAwaiter().GetResult();
        Get<CampaignWaves>().ReleaseDueAsync(CancellationToken.None).GetAwaiter().GetResult();
        Get<Composer>().ComposeDueAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    private void Claim()
    {
        var token = NewKey.At(_world.Clock);
        foreach (var claim in Write(turn => Get<Claims>().Take(turn, 100, token, Now)).Where(claim => claim.LineId == _line.Id))
        {
            Judge(claim);
            _claimed.Add(claim);
        }
    }

    /// <summary>The moment that counts: after it bytes leave.</summary>
    private void Judge(Claim claim)
    {
        using var db = Get<Database>().Read();
        var message = db.Messages.Single(row => row.Id == claim.Message.Id);
        var time = TimeOnly.FromTimeSpan(Now.TimeOfDay);
        if (time < Opens || time >= Closes) _broken.Add($"{message.Id} left at {time}");
        if (_halted.Contains(message.CampaignId!.Value))
            _broken.Add($"{message.Id} left although its mailing {message.CampaignId:N} was halted, {Now:MM-dd HH:mm:ss}");
        if (_starts.TryGetValue(message.CampaignId!.Value, out var start) && Now < start)
            _broken.Add($"{message.Id} left before its mailing's start");
        if (IsCollected(db, message.CampaignId.Value)) _broken.Add($"{message.Id} left before its mailing was collected");
        if (_ended.Contains(message.Id)) _broken.Add($"{message.Id} left after it had ended");
        if (_refused.Contains(message.Phone!)) _broken.Add($"{message.Id} left to somebody who refused");
        if (_waves.TryGetValue(message.Id, out var from) && Now < from) _broken.Add($"{message.Id} left before its wave");
    }

    /// <summary>Its letter was still coming ten minutes ago, and nobody sent it on. What goes out again has no letter.</summary>
    private bool IsCollected(OlConnectorDb db, Guid campaign) => Collects && !_sentOn.Contains(campaign)
        && db.Messages.Where(row => row.CampaignId == campaign && row.RepeatOf == null).Select(row => (DateTimeOffset?)row.AcceptedAt).Max()
            > Now.AddMinutes(-10);

    private void Settle(int which)
    {
        if (_claimed.Count == 0) return;
        var index = which % _claimed.Count;
        var claim = _claimed[index];
        _claimed.RemoveAt(index);
        SendResult result = (which % 5) switch
        {
            0 => new SendResult.Postponed(PostponeScope.Message),
            1 => new SendResult.Unknown("Cut after it was taken"),
            _ => new SendResult.Accepted($"g-{claim.Message.Id}"),
        };
        if (result is not SendResult.Postponed) _taken[claim.Message.Id] = _taken.GetValueOrDefault(claim.Message.Id) + 1;
        Write(turn => Get<Settling>().Settle(turn, claim, result, Now));
    }

    /// <summary>Half of what was under way had been taken by the gateway; nobody wrote it down.</summary>
    private void Crash()
    {
        foreach (var (claim, index) in _claimed.Select((claim, index) => (claim, index)))
            if (index % 2 == 0) _taken[claim.Message.Id] = _taken.GetValueOrDefault(claim.Message.Id) + 1;
        _claimed.Clear();
        Write(turn => Get<Settling>().ExpireClaims(turn, all: true, Now));
    }

    private void Refuse(int which)
    {
        var number = NumberOf(which);
        Ask(caller => caller.PostAsync("suppressions", new { phone = $"+{number}", reason = "Asked by telephone" }));
        _refused.Add(number);
    }

    private void Pause(int which) => On(which, id =>
    {
        if (Ask(caller => caller.PostAsync($"campaigns/{id:N}/pause")).Status == 200) _halted.Add(id);
    });

    private void Resume(int which) => On(which, Resume);

    private void Resume(Guid id)
    {
        if (Ask(caller => caller.PostAsync($"campaigns/{id:N}/resume")).Status == 200 && !IsStopped(id)) _halted.Remove(id);
    }

    private void End(int which, string how, bool isForGood) => On(which, id =>
    {
        var waiting = WaitingOf(id);
        if (Ask(caller => caller.PostAsync($"campaigns/{id:N}/{how}")).Status != 200) return;
        _ended.UnionWith(waiting);
        if (isForGood) _halted.Add(id);
    });

    private void Release(int which) => On(which, id =>
    {
        var answer = Ask(caller => caller.PostAsync($"campaigns/{id:N}/release", new { count = 1 + (which % 3) }));
        if (answer.Status == 200) Forget(id);
    });

    /// <summary>A wave of two every hour, from half an hour on, oldest first.</summary>
    private void Split(int which) => On(which, id =>
    {
        var begin = Now.AddMinutes(30);
        using var db = Get<Database>().Read();
        var held = db.Messages.Where(message => message.CampaignId == id && message.State == MessageState.Held)
            .OrderBy(message => message.Sequence).Select(message => message.Id).ToList();
        var answer = Ask(caller => caller.PostAsync($"campaigns/{id:N}/split", new { size = 2, gap = "01:00:00", startAt = begin }));
        if (answer.Status != 200) return;
        Forget(id);
        foreach (var (message, index) in held.Select((message, index) => (message, index))) _waves[message] = begin.AddHours(index / 2);
    });

    /// <summary>The older one takes the younger one's messages, or the other way round; what had left was apart until then.</summary>
    private void Merge(int which)
    {
        var known = Campaigns();
        if (known.Count < 2) return;
        var (into, other) = (known[which % known.Count], known[(which + 1) % known.Count]);
        var left = LeftOf(other);
        if (Ask(caller => caller.PostAsync($"campaigns/{into:N}/merge", new { other = $"{other:N}" })).Status != 200) return;
        if (_halted.Contains(other)) _halted.Add(into);
        _leftApart.UnionWith(left);
        // One that goes on already takes what the other one was still collecting along.
        _sentOn.Add(into);
        Forget(into);
    }

    private void Separate(int which) => On(which, id =>
    {
        var half = WaitingOf(id).Where((_, index) => (index + which) % 2 == 0).Select(message => $"{message}").ToList();
        var answer = Ask(caller => caller.PostAsync($"campaigns/{id:N}/separate", new { messages = half }));
        if (answer.Status != 200) return;
        var own = Guid.Parse($"{answer["id"]}");
        if (_halted.Contains(id)) _halted.Add(own);
        if (_starts.TryGetValue(id, out var start)) _starts[own] = start;
        if (_sentOn.Contains(id)) _sentOn.Add(own);
        Forget(id);
        Forget(own);
    });

    private void Schedule(int which) => On(which, id =>
    {
        var start = Now.AddHours(2);
        if (Ask(caller => caller.PatchAsync($"campaigns/{id:N}", new { startAt = start })).Status == 200) _starts[id] = start;
    });

    private void Start(Guid id)
    {
        if (Ask(caller => caller.PostAsync($"campaigns/{id:N}/start")).Status != 200) return;
        _starts.Remove(id);
        _sentOn.Add(id);
    }

    private void Report(int which)
    {
        if (_taken.Count == 0) return;
        var id = _taken.Keys.ElementAt(which % _taken.Count);
        var report = new GatewayEvent.StatusReported($"g-{id}", id, (DeliveryStatus)(which % 2));
        Write(turn => Get<GatewayEvents>().Apply(turn, _line.Portal, _line.Id, report, NewKey.At(_world.Clock), Now));
    }

    private void On(int which, Action<Guid> act)
    {
        var known = Campaigns();
        if (known.Count > 0) act(known[which % known.Count]);
    }

    /// <summary>A person let something of the mailing go: its waves are not what was promised any more.</summary>
    private void Forget(Guid campaign)
    {
        using var db = Get<Database>().Read();
        foreach (var id in db.Messages.Where(message => message.CampaignId == campaign).Select(message => message.Id)) _waves.Remove(id);
    }

    private List<Guid> Campaigns()
    {
        using var db = Get<Database>().Read();
        return [.. db.Campaigns.Where(campaign => campaign.LineId == _line.Id).OrderBy(campaign => campaign.StartedAt)
            .ThenBy(campaign => campaign.Id).Select(campaign => campaign.Id)];
    }

    private bool IsStopped(Guid id)
    {
        using var db = Get<Database>().Read();
        return db.Campaigns.Single(campaign => campaign.Id == id).StoppedAt is not null;
    }

    private List<MessageId> WaitingOf(Guid id)
    {
        using var db = Get<Database>().Read();
        MessageState[] waiting = [MessageState.Accepted, MessageState.Queued, MessageState.Held];
        return [.. db.Messages.Where(message => message.CampaignId == id && waiting.Contains(message.State)).Select(message => message.Id)];
    }

    private List<MessageId> LeftOf(Guid id)
    {
        using var db = Get<Database>().Read();
        return [.. db.Messages.Where(message => message.CampaignId == id && message.Attempt > 0 && message.State != MessageState.Queued)
            .Select(message => message.Id)];
    }

    private string NumberOf(int which) => $"7999{_run:000}00{which % Numbers:00}";

    private T Get<T>() where T : notnull => _world.Product.Services.GetRequiredService<T>();

    private T Write<T>(Func<WriteTurn, T> work) => Get<Writer>().RunAsync(work).GetAwaiter().GetResult();

    private void Write(Action<WriteTurn> work) => Get<Writer>().RunAsync(work).GetAwaiter().GetResult();

    private Answer Ask(Func<Caller, Task<Answer>> call)
    {
        // The clock may have moved on by hours: a session of then is over, and nobody gets calls back while it stands.
        var answer = call(_world.Admin()).GetAwaiter().GetResult();
        if (answer.Method != HttpMethod.Get) _told.Add($"{Now:MM-dd HH:mm:ss} {answer.Method} {answer.Path} {answer.Status} {answer.Code}");
        answer.Status.ShouldNotBe(429);
        answer.Status.ShouldBeLessThan(500);
        return answer;
    }
}
