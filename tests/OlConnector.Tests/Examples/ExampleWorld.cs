using System.Net.Http.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Senders;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Sandbox.Marketing;
using OlConnector.Sandbox.Phones;
using OlConnector.Sending;
using OlConnector.Tests.Bitrix24;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Examples;

/// <summary>
/// From CRM-Marketing's letter to the phones, everything real but the time: what the loops would do is done by hand at the moment it is
/// due, so that weeks pass in seconds and each send has its exact moment.
/// </summary>
public abstract class ExampleWorld : Bitrix24World
{
    private protected GivenLine Line { get; private set; } = null!;

    private protected IReadOnlyList<PhoneMessage> Received => Cloud.Phones.Received.Seen;

    /// <summary>Puts the app on the portal, with one line that is registered as a sender.</summary>
    private protected async Task InstallLineAsync(Action<Line>? change = null)
    {
        await InstallAsync();
        Line = await AddLineAsync(line =>
        {
            line.Jitter = 0;
            change?.Invoke(line);
        });
        await Get<SenderRegistry>().RegisterAsync(PortalId, Line.Id, CancellationToken.None);
    }

    /// <summary>A letter to so many clients, handed over by CRM-Marketing and composed.</summary>
    private protected async Task<LetterRun> LaunchAsync(string text, int clients, int from = 0)
    {
        // Numbers of whose messages nothing is ever reported.
        var phones = Enumerable.Range(from, clients).Select(i => $"+7999{10_000 + i}21").ToArray();
        var letter = Portal.Marketing.Write(text, Line.Code, Portal.Marketing.AddSegment($"Segment {from}", phones));
        var run = await Portal.Marketing.LaunchLetterAsync(letter, StreamOptions.Calm);
        await ComposeAsync();
        return run;
    }

    /// <summary>Sends whatever is due, at the moment it is due, until nothing is or so many were sent or the time is over.</summary>
    private protected async Task SendAsync(int most = int.MaxValue, DateTimeOffset? until = null)
    {
        for (var sent = 0; sent < most;)
        {
            var (token, now, claimedAt) = (NewKey.At(Clock), Clock.GetUtcNow(), Clock.GetTimestamp());
            var claims = await WriteAsync(turn => Get<Claims>().Take(turn, 1, token, now));
            foreach (var claim in claims) await Get<Dispatcher>().DispatchAsync(claim, claimedAt, CancellationToken.None);
            sent += claims.Count;
            if (claims.Count > 0) continue;
            if (await WriteAsync(turn => Get<Claims>().NextDueAt(turn)) is not { } next || next > until) return;
            if (next > now) Clock.Advance(next - now);
        }
    }

    /// <summary>Tells the portal what it is to know by now.</summary>
    private protected async Task TellAsync()
    {
        Clock.Advance(PortalWord.Settling);
        await Get<Teller>().TellDueAsync(CancellationToken.None);
    }

    /// <summary>What Bitrix24 shows of the letter's messages, by status.</summary>
    private protected Dictionary<string, int> Shown() =>
        Portal.Messages.All.GroupBy(row => row.Status).ToDictionary(group => group.Key, group => group.Count());

    private protected Dictionary<MessageState, int> States() =>
        Rows(db => db.Messages).GroupBy(message => message.State).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>The time between one arrival on a phone and the next, in seconds.</summary>
    private protected IEnumerable<double> Gaps() => Received.Zip(
        Received.Skip(1), (first, second) => (second.ReceivedAt - first.ReceivedAt).TotalSeconds);

    /// <summary>A call of the API by the portal's administrator; it has to succeed.</summary>
    private protected async Task<JObject> ApiAsync(HttpMethod method, string path, object? body = null)
    {
        // A session of yesterday is over.
        var session = await Portal.Lifecycle.OpenAppAsync();
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}")
        {
            Headers = { Authorization = new("Bearer", session.Token) },
            Content = body is null ? null : JsonContent.Create(body),
        };
        if (method == HttpMethod.Patch) request.Content!.Headers.ContentType = new("application/merge-patch+json");
        using var answer = await Product.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? [] : JObject.Parse(text);
    }
}
