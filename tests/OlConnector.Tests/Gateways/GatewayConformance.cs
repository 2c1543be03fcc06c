using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>What every gateway promises, whatever protocol it speaks. Each kind derives it and says how its vendor answers.</summary>
public abstract partial class GatewayConformance : IAsyncLifetime
{
    private protected const string Phone = "375291112233";

    private DocumentedVendor? _vendor;
    private IGateway? _line;

    private protected static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);

    private protected FakeTimeProvider Clock { get; } = new(Given.Morning);

    private protected CapturedLogs Logs { get; } = new();

    /// <summary>A server that breaks the wire in every way.</summary>
    private protected ScriptedServer Server { get; private set; } = null!;

    private protected IGatewayKind Kind { get; private set; } = null!;

    /// <summary>A line at <see cref="Server"/>.</summary>
    private protected IGateway Gateway { get; private set; } = null!;

    /// <summary>The vendor answering as documented; he comes when a test first asks for him.</summary>
    private protected DocumentedVendor Vendor => _vendor ??= new DocumentedVendor();

    /// <summary>A line at <see cref="Vendor"/>.</summary>
    private protected IGateway Line => _line ??= Open(Vendor.Url);

    /// <summary>The vendor as his pages document him.</summary>
    private protected abstract VendorPages Pages { get; }

    /// <summary>The vendor's answer table: name, answer, and what it means by <see cref="Brief(SendResult)"/>.</summary>
    private protected abstract IEnumerable<(string Name, Reply.Full Answer, string Meaning)> Table { get; }

    /// <summary>The vendor's answers to the question for the line's state.</summary>
    private protected abstract IEnumerable<(string Name, Reply.Full Answer, LineConnection Connection)> States { get; }

    /// <summary>The id of an accepted message: the vendor's, unless it gives none.</summary>
    private protected virtual string IdOf(string vendors, OutboundMessage message) => vendors;

    /// <summary>Longest mixed text that must arrive, in UTF-16 units.</summary>
    private protected virtual int LongestText => Math.Min(Kind.Traits.MaxTextLength, 4096);

    /// <summary>The message of the last <see cref="SendAsDocumentedAsync"/>.</summary>
    private protected OutboundMessage LastMessage { get; private set; } = null!;

    internal static Uri HookOf(string line) => new($"https://ol.example/hooks/any/hook-key-of-{line}");

    public virtual async Task InitializeAsync()
    {
        Server = await ScriptedServer.StartAsync(Clock);
        Kind = Pages.Create(new GatewayRoom(AllowPrivateHosts: true, Clock, Logs));
        Gateway = Open(Server.Url);
    }

    public virtual async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Server.DisposeAsync();
        if (_line is not null) await _line.DisposeAsync();
        _vendor?.Strays.ShouldBeEmpty();
        _vendor?.Dispose();
        foreach (var secret in SecretsOf("one").Concat(SecretsOf("two")).Append(Phone).Append("hook-key-of-"))
            Logs.All.ShouldNotContain(secret);
    }

    private protected IGateway Open(string baseUrl, string line = "one") =>
        Kind.Open(new GatewaySettings(Pages.Settings(baseUrl, line)), HookOf(line));

    private protected IReadOnlyList<string> SecretsOf(string line)
    {
        var settings = Pages.Settings("http://127.0.0.1", line);
        return
        [
            .. Kind.Settings
                .Where(setting => setting.IsSecret && settings.ContainsKey(setting.Name))
                .Select(setting => settings[setting.Name]),
        ];
    }

    private protected OutboundMessage AMessage(string text = "Ваш заказ готов", string to = Phone) =>
        new(MessageId.New(Clock), PhoneNumber.FromDigits(to), text, Traffic.Direct);

    /// <summary>A send as documented, answered so.</summary>
    private protected async Task<SendResult> SendAsDocumentedAsync(Reply.Full answer)
    {
        LastMessage = AMessage();
        Vendor.Answers(Pages.Send(LastMessage), answer);
        return await Line.SendAsync(LastMessage, CancellationToken.None).WaitAsync(ScriptedServer.Patience);
    }

    /// <summary>A send to the server that breaks the wire.</summary>
    private protected async Task<SendResult> SendAsync(params Reply[] replies)
    {
        Server.Next(replies);
        return await Gateway.SendAsync(AMessage(), CancellationToken.None).WaitAsync(ScriptedServer.Patience);
    }

    /// <summary>A send with the house's time-out on the test's clock.</summary>
    private protected async Task<SendResult> SendUntilTimeoutAsync(IGateway gateway, Func<Task> underWay)
    {
        using var time = new CancellationTokenSource(SendTimeout, Clock);
        var sending = gateway.SendAsync(AMessage(), time.Token);
        await underWay();
        Clock.Advance(SendTimeout);
        return await sending.WaitAsync(ScriptedServer.Patience);
    }

    /// <summary>A result in few words, as the tables write it.</summary>
    private protected static string Brief(SendResult result) => result switch
    {
        SendResult.Accepted => "accepted",
        SendResult.Postponed postponed => string.Join(' ', new[]
        {
            "postponed", Word(postponed.Scope), postponed.CountsAsAttempt ? "counted" : "uncounted",
            postponed.After is { } after ? $"{after.TotalSeconds}s" : null, postponed.MostRetries is { } most ? $"most {most}" : null,
        }.OfType<string>()),
        SendResult.Refused refused => $"refused {Word(refused.Fault)}",
        SendResult.LineDown down => $"down {Word(down.Connection)}",
        _ => "unknown",
    };

    private static string Word<T>(T value) where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
