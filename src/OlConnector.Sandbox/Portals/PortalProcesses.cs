using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals;

/// <summary>
/// Processes about cards of the CRM, each standing at one robot of the app: the robot's call goes out by the queue server, then the process
/// sleeps until the app sends its event (bitrix24.md §7.3).
/// </summary>
public sealed class PortalProcesses
{
    private readonly SandboxPortal _portal;
    private readonly QueueServer _queue;
    private readonly TimeProvider _clock;
    private readonly Chance _chance;
    private readonly byte[] _secret;
    private readonly Lock _gate = new();
    private readonly List<Process> _all = [];

    internal PortalProcesses(SandboxPortal portal, QueueServer queue, TimeProvider clock, Chance chance)
    {
        (_portal, _queue, _clock, _chance) = (portal, queue, clock, chance);
        _secret = Encoding.UTF8.GetBytes(chance.Hex(32));
    }

    /// <summary>All processes, in the order of their start.</summary>
    public IReadOnlyList<Process> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    /// <summary>A process about a card comes to the robot. Nothing when the app has no such robot, or is not paid for.</summary>
    /// <param name="code">CODE of the robot.</param>
    /// <param name="document">The card.</param>
    /// <param name="properties">What a person set in the robot.</param>
    /// <param name="timeout">The portal stops waiting after so long; none by default.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<Process?> StartAsync(
        string code, CrmEntity document, JObject properties, TimeSpan timeout = default, CancellationToken ct = default)
    {
        if (!_portal.IsPaymentAllowed || _portal.App?.Robots.TryGetValue(code, out var robot) != true)
            return null;
        var now = _clock.GetUtcNow();
        var workflow = $"{now.ToUnixTimeSeconds():x}{_chance.Hex(6)}.{_chance.Between(10_000_000, 99_999_999)}";
        var type = CrmTypes.Name(document.TypeId);
        var className = document.TypeId >= CrmTypes.SmartProcess
            ? @"Bitrix\Crm\Integration\BizProc\Document\Dynamic"
            : $"CCrmDocument{type[0]}{type[1..].ToLowerInvariant()}";
        var token = Sign($"{workflow}|A{_chance.Between(10_000, 99_999)}_{_chance.Between(10_000, 99_999)}|{_chance.Hex(32)}");
        var body = new JObject
        {
            ["workflow_id"] = workflow,
            ["code"] = robot!.Code,
            ["document_id"] = new JArray("crm", className, $"{type}_{document.Id}"),
            ["document_type"] = new JArray("crm", className, type),
            ["event_token"] = token,
            ["properties"] = properties.DeepClone(),
            ["use_subscription"] = PhpValue.Text(PhpValue.Get(robot.Fields, "USE_SUBSCRIPTION")),
            ["timeout_duration"] = ((long)timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            ["ts"] = now.ToUnixTimeSeconds(),
            ["auth"] = PortalAuth.WithoutTokens(_portal, _portal.ApplicationToken),
        };
        var process = new Process
        {
            EventToken = token,
            Document = $"{type}_{document.Id}",
            Title = document.DisplayName,
            Url = PhpValue.Text(PhpValue.Get(robot.Fields, "HANDLER")),
            Body = PhpQuery.Build(body),
            StartedAt = now,
            Returns = (PhpValue.Get(robot.Fields, "RETURN_PROPERTIES") as JObject ?? []).Properties().Select(one => one.Name).ToList(),
        };
        lock (_gate)
            _all.Add(process);
        await RepeatAsync(process, ct);
        return process;
    }

    /// <summary>The robot's call, byte for byte once more: the queue delivers at least once. Gives the status of the answer.</summary>
    public async Task<int> RepeatAsync(Process process, CancellationToken ct = default) =>
        process.Answer = (await _queue.PostFormAsync(process.Url, process.Body, ct)).Status;

    internal EventAnswer GoOn(string token, JObject values, string log)
    {
        var signature = token.LastIndexOf('.');
        if (signature < 0 || token != Sign(token[..signature]))
            return EventAnswer.Forged;
        lock (_gate)
        {
            if (_all.Find(one => one.EventToken == token && one.Returned is null) is not { } process)
                return EventAnswer.NoProcess;
            // Only what the robot is registered to return gets in, however its name is written.
            process.Returned = new JObject(process.Returns.Select(name => new JProperty(name, PhpValue.Text(PhpValue.Get(values, name)))));
            (process.Log, process.ReturnedAt) = (log, _clock.GetUtcNow());
        }
        return EventAnswer.WentOn;
    }

    private string Sign(string text) => $"{text}.{Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text)))}";
}

/// <summary>What became of an event that the app sent to a process.</summary>
internal enum EventAnswer
{
    WentOn,
    NoProcess,
    Forged,
}

/// <summary>One process that stands, or stood, at a robot of the app.</summary>
public sealed class Process
{
    /// <summary>By which the app's event finds it.</summary>
    public required string EventToken { get; init; }

    /// <summary>The card: <c>DEAL_15</c>.</summary>
    public required string Document { get; init; }

    /// <summary>The card's name.</summary>
    public required string Title { get; init; }

    /// <summary>Where the robot's call goes.</summary>
    public required string Url { get; init; }

    /// <summary>The call, as sent.</summary>
    public required string Body { get; init; }

    /// <summary>Sandbox time.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Names of what the robot returns.</summary>
    public required IReadOnlyList<string> Returns { get; init; }

    /// <summary>HTTP status of the app's answer to the last call; 0 for none.</summary>
    public int Answer { get; internal set; }

    /// <summary>What the app returned; nothing while the process sleeps.</summary>
    public JObject? Returned { get; internal set; }

    /// <summary>When it went on.</summary>
    public DateTimeOffset? ReturnedAt { get; internal set; }

    /// <summary>What the app wrote into the process's log.</summary>
    public string Log { get; internal set; } = "";

    /// <summary>The returned status; nothing while the process sleeps.</summary>
    public string? Status => (string?)Returned?["status"];
}
