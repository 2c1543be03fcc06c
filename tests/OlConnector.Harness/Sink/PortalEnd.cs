using System.Collections.Concurrent;
using System.Text.Json;
using System.Web;

namespace OlConnector.Harness.Sink;

/// <summary>A status that a portal was told.</summary>
/// <param name="Code">The line's CODE.</param>
/// <param name="MessageId">Bitrix24's id.</param>
/// <param name="Status">One of Bitrix24's words.</param>
public sealed record TellingNote(string Code, string MessageId, string Status);

/// <summary>
/// The portals' REST, as far as statuses need it: takes batches and single calls, and remembers what it was told in the order it was told.
/// </summary>
public sealed class PortalEnd : IAsyncDisposable
{
    private readonly WireServer _server;
    private readonly ConcurrentQueue<TellingNote> _told = new();

    public PortalEnd(TimeProvider clock)
    {
        _server = new WireServer(AnswerAsync, clock);
        _server.Open();
    }

    /// <summary>Base address, without <c>/rest/</c>.</summary>
    public string Url => _server.Url;

    /// <summary>Called after a batch was understood and before it is answered.</summary>
    public Func<int, Task>? OnBatch { get; set; }

    /// <summary>Everything told so far.</summary>
    public IReadOnlyList<TellingNote> Told => [.. _told];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<bool> AnswerAsync(WireRequest request, Stream connection, CancellationToken ct)
    {
        var method = request.Path.Split('/')[^1];
        var body = request.Body.Length == 0 ? default : JsonDocument.Parse(request.Body).RootElement;
        var reply = method switch
        {
            "batch" => await BatchAsync(body),
            "messageservice.message.status.update" => Single(body),
            _ => """{"result":true}""",
        };
        await connection.WriteAsync(WireServer.Reply(200, reply), ct);
        return true;
    }

    private async Task<string> BatchAsync(JsonElement body)
    {
        var commands = body.GetProperty("cmd").EnumerateObject().ToList();
        var half = commands.Count / 2;
        foreach (var command in commands[..half]) Take(command.Value.GetString()!);
        if (OnBatch is { } interrupt) await interrupt(commands.Count);
        foreach (var command in commands[half..]) Take(command.Value.GetString()!);
        var done = string.Join(',', commands.Select(command => $"\"{command.Name}\":true"));
        return "{\"result\":{\"result\":{" + done + "},\"result_error\":[]}}";
    }

    private string Single(JsonElement body)
    {
        _told.Enqueue(new TellingNote(
            body.GetProperty("CODE").GetString()!, body.GetProperty("MESSAGE_ID").GetString()!, body.GetProperty("STATUS").GetString()!));
        return """{"result":true}""";
    }

    private void Take(string command)
    {
        var parts = command.Split('?', 2);
        if (parts[0] != "messageservice.message.status.update") return;
        var values = HttpUtility.ParseQueryString(parts[1]);
        _told.Enqueue(new TellingNote(values["CODE"]!, values["MESSAGE_ID"]!, values["STATUS"]!));
    }
}
