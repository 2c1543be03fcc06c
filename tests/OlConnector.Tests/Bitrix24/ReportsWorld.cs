using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Bitrix24.Telling;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Intake;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Messages;
using OlConnector.Sandbox.Portals;
using OlConnector.Secrets;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

/// <summary>The real host beside the sandbox cloud, the app already installed on its main portal with one line.</summary>
internal sealed class ReportsWorld : IAsyncDisposable
{
    private readonly TimeProvider _clock;

    private ReportsWorld(TimeProvider clock, SandboxCloud cloud, Product product) => (_clock, Cloud, Product) = (clock, cloud, product);

    internal SandboxCloud Cloud { get; }
    internal SandboxPortal Portal => Cloud.Portal;
    internal Product Product { get; }
    internal PortalId PortalId => new(Portal.MemberId);
    internal LineId LineId { get; private set; }
    internal string Code => $"olc_{LineId}";

    /// <param name="clock">Time of both sides.</param>
    /// <param name="user">Whose tokens the app has; 1 is an administrator, 2 is none.</param>
    /// <param name="status">Kind of installation; P has no quota.</param>
    internal static async Task<ReportsWorld> StartAsync(TimeProvider clock, int user = 1, string status = "P")
    {
        var port = Product.FreePort();
        var cloud = await SandboxCloud.StartAsync(new SandboxOptions { AppUrl = $"http://127.0.0.1:{port}", Clients = 0 }, clock);
        cloud.Portal.Bucket.IsOn = false;
        var product = await Product.StartAsync(
            clock, cloud, port: port, settings: [("Dispatching:SendTimeout", "00:05:00"), ("Dispatching:ClaimExpiry", "00:10:00"), ("Guard:Limit", "10000"), ("Guard:Warn", "10000")]);
        var world = new ReportsWorld(clock, cloud, product);
        await world.InstallAsync(user, status);
        if (clock is ManualClock) await world.WorkByHandAsync();
        return world;
    }

    /// <summary>A test that owns the clock composes by hand: the loops would take messages, or hold their line, at the very moment that it looks at.</summary>
    private async Task WorkByHandAsync()
    {
        await Product.StopAsync<ComposingLoop>();
        await Product.StopAsync<WatchLoop>();
        await Product.StopAsync<DispatchLoop>();
    }

    /// <summary>Stops the loop that tells statuses; from then on a test tells them by hand.</summary>
    internal Task StopReportingAsync() => Product.StopAsync<TellLoop>();

    /// <summary>Tells everything that is due.</summary>
    internal Task TellAsync() => Get<Teller>().TellDueAsync(CancellationToken.None);

    internal T Get<T>() where T : notnull => Product.Services.GetRequiredService<T>();

    internal Task<T> WriteAsync<T>(Func<WriteTurn, T> work) => Get<Writer>().RunAsync(work);

    /// <summary>Stores new tokens, as the page does when an administrator opens the app.</summary>
    internal Task RenewTokensAsync(int user)
    {
        var grant = Cloud.Authorization.Tokens.Issue(Portal.MemberId, user);
        var (access, refresh) = (Get<SecretBox>().Protect(grant.Access), Get<SecretBox>().Protect(grant.Refresh!));
        var now = _clock.GetUtcNow();
        return WriteAsync(turn =>
        {
            DueTellings.Wake(turn, PortalId, now - PortalWord.Settling, now);
            return turn.Execute(
            """
            UPDATE portals SET access_token = @access, refresh_token = @refresh, access_token_ends_at = @ends, token_version = token_version + 1,
                   token_user_id = @user, needs_reauthorization = @no WHERE id = @portal
            """, ("access", access), ("refresh", refresh), ("ends", grant.ExpiresAt), ("user", $"{user}"), ("no", false), ("portal", PortalId));
        });
    }

    /// <summary>Messages of the portal with a word to be told now.</summary>
    /// <param name="age">How long ago they were accepted.</param>
    internal async Task<List<PortalMessage>> OweAsync(int count, string word = "delivered", TimeSpan? age = null, bool hasRows = true)
    {
        var accepted = _clock.GetUtcNow() - (age ?? TimeSpan.FromSeconds(30));
        var rows = Enumerable.Range(0, count).Select(_ => new PortalMessage
        {
            Id = NewKey.At(_clock).ToString("N"),
            Code = Code,
            ModuleId = "crm",
            AuthorId = 1,
            To = "+79990001122",
            Body = "Hello",
            At = accepted,
            VisibleFrom = accepted,
        }).ToList();
        if (hasRows) rows.ForEach(row => Portal.Messages.Add(row));
        await WriteAsync(turn =>
        {
            foreach (var row in rows) Owe(turn, row.Id, word, accepted);
            return true;
        });
        Get<Wakeups>().Telling.Pulse();
        return rows;
    }

    internal async Task<StatusReport> ReportOfAsync(string messageId)
    {
        await using var db = Get<Database>().Read();
        return await db.Outbox.AsNoTracking().SingleAsync(report => report.PortalMessageId == messageId);
    }

    internal async Task<Portal> RowAsync()
    {
        await using var db = Get<Database>().Read();
        return await db.Portals.AsNoTracking().SingleAsync(portal => portal.Id == PortalId);
    }

    /// <summary>Accepts a message as the HANDLER does, past the wire.</summary>
    internal async Task<string> AcceptAsync(string text, string to, string? bindings = null, Traffic traffic = Traffic.Direct)
    {
        var id = NewKey.At(_clock).ToString("N");
        var source = traffic == Traffic.Direct ? Engine.Messages.MessageSource.Direct : Engine.Messages.MessageSource.Marketing;
        await Get<Acceptance>().AcceptAsync(new IncomingMessage(PortalId, LineId, Code, id, source, traffic, to, text, "1", bindings));
        return id;
    }

    /// <summary>Composes what is due and waits for its look-ups.</summary>
    internal async Task ComposeAsync()
    {
        await Get<Composer>().ComposeDueAsync(CancellationToken.None);
        await Get<FieldLookups>().SettleAsync();
    }

    internal async Task<Message> FindAsync(string messageId)
    {
        await using var db = Get<Database>().Read();
        return await db.Messages.AsNoTracking().SingleAsync(message => message.PortalMessageId == messageId);
    }

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        await Cloud.DisposeAsync();
        // A host that stops hangs up in the middle of a request now and then.
        Cloud.Problems.Where(problem => problem is not BadHttpRequestException).ShouldBeEmpty();
    }

    private async Task InstallAsync(int user, string status)
    {
        Portal.AddApp();
        var (id, secrets, key, hook) = (LineId.New(_clock), Get<SecretBox>(), SecretKey.New(), SecretKey.New());
        LineId = id;
        await WriteAsync(turn =>
        {
            using var db = turn.OpenDb();
            db.Portals.Add(new Portal
            {
                Id = PortalId,
                Domain = Portal.Domain,
                ClientEndpoint = Portal.RestUrl,
                AuthorizationServer = Cloud.Authorization.BaseUrl,
                InstalledAt = _clock.GetUtcNow(),
                Status = status,
                Country = "RU",
                Language = "ru",
                ApplicationToken = secrets.Protect(Portal.ApplicationToken!),
            });
            db.Lines.Add(new Line
            {
                PortalId = PortalId,
                Id = id,
                Code = $"olc_{id}",
                Name = "Line",
                GatewayKind = "sandbox",
                GatewaySettings = secrets.Protect($$"""{"baseUrl":"{{Cloud.Phones.BaseUrl}}"}"""),
                MarketingInterval = TimeSpan.FromSeconds(15),
                DirectInterval = TimeSpan.FromSeconds(0.5),
                HandlerKey = secrets.Protect(key),
                HandlerKeyHash = SecretKey.Hash(key),
                HookKey = secrets.Protect(hook),
                HookKeyHash = SecretKey.Hash(hook),
                CreatedAt = _clock.GetUtcNow(),
            });
            return db.SaveChanges();
        });
        await RenewTokensAsync(user);
        await Get<LineDirectory>().RefreshAsync();
        // The gateway learns our hook when it is asked how the line is.
        await Get<ConnectionChecks>().CheckAsync(PortalId, id, CancellationToken.None);
        Portal.App!.Senders[Code] = new Sender(Code, $"{Product.Url}/b24/sms/{key}", "Line", null, "OlConnector");
    }

    private void Owe(WriteTurn turn, string messageId, string word, DateTimeOffset accepted) => turn.Execute(
        """
        INSERT INTO status_reports (message_sequence, portal_id, code, portal_message_id, wanted, version, failures, accepted_at, due_at)
        VALUES ((SELECT COALESCE(MAX(message_sequence), 1000000) + 1 FROM status_reports), @portal, @code, @message, @word, 1, 0, @accepted, @now)
        """, ("portal", PortalId), ("code", Code), ("message", messageId), ("word", word), ("accepted", accepted), ("now", _clock.GetUtcNow()));
}
