using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Intake;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Support;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;
using RestCall = OlConnector.Sandbox.Portals.RestCall;

namespace OlConnector.Tests.Bitrix24;

/// <summary>
/// The real product beside a simulated Bitrix24, both on one clock that only the
/// test moves. Nothing is composed, dispatched or told by itself.
/// </summary>
public abstract class Bitrix24World : IAsyncLifetime
{
    private protected WatchedClock Clock { get; } = new();

    /// <summary>Time of both sides, where a class of tests wants it to run by itself.</summary>
    private protected virtual TimeProvider Time => Clock;

    /// <summary>Clients in the portal's CRM before the test adds its own.</summary>
    private protected virtual int Clients => 0;

    /// <summary>The scopes that the card asks for (docs/operations.md): all that the product needs.</summary>
    internal static IReadOnlyList<string> Scopes { get; } = ["messageservice", "crm", "im", "bizproc", "placement"];

    /// <summary>Settings of the product that a class of tests needs.</summary>
    private protected virtual IEnumerable<(string Name, string Value)> Settings => [("Dispatching:Enabled", "false")];

    private protected SandboxCloud Cloud { get; private set; } = null!;

    private protected SandboxPortal Portal => Cloud.Portal;

    private protected PortalId PortalId => new(Portal.MemberId);

    private protected Product Product { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Cloud = await SandboxCloud.StartAsync(new SandboxOptions { Clients = Clients, Scopes = Scopes }, Time);
        for (var triesLeft = 5; Product is null; triesLeft--)
        {
            var port = Product.FreePort();
            Cloud.Options.AppUrl = $"http://127.0.0.1:{port}";
            try
            {
                Product = await Product.StartAsync(Time, Cloud, port: port, settings: Settings);
            }
            catch (IOException) when (triesLeft > 0)
            {
                // Another test of this machine was faster to take the free port.
            }
        }
    }

    public virtual async Task DisposeAsync()
    {
        await Product.DisposeAsync();
        await Cloud.DisposeAsync();
        // A product that is stopped in the middle of a call breaks it off; that is no problem of the cloud.
        Cloud.Problems.Where(problem => problem is not Microsoft.AspNetCore.Http.BadHttpRequestException).ShouldBeEmpty();
    }

    private protected T Get<T>() where T : notnull => Product.Services.GetRequiredService<T>();

    /// <summary>The app installed by its wizard; the event of it got lost, so nothing works in the background.</summary>
    private protected async Task InstallAsync()
    {
        var visit = await Portal.Lifecycle.InstallAsync(installEvent: InstallEvent.Never);
        visit.Status.ShouldBe(200);
        _renewalsOfInstallation = AllRenewals;
    }

    /// <summary>
    /// Lets time pass until the work is done: a step whenever somebody waits for no longer than it, so that time never runs ahead.
    /// </summary>
    private protected async Task PassTimeAsync(TimeSpan step, Task until)
    {
        while (await Task.WhenAny(until, Clock.ArmedAsync(within: step)) != until) Clock.Advance(step);
        await until;
    }

    /// <summary>A line of the portal whose gateway is the sandbox's telephones.</summary>
    private protected Task<GivenLine> AddLineAsync(Action<Line>? change = null) =>
        Product.LineAsync(Portal.MemberId, Cloud.Phones.BaseUrl, change);

    /// <summary>One call of ours to the portal.</summary>
    private protected Task<RestAnswer> CallAsync(string method = "server.time", JObject? parameters = null) =>
        Get<PortalClient>().CallAsync(PortalId, method, parameters ?? [], CancellationToken.None);

    /// <summary>Calls that reached the portal.</summary>
    private protected IReadOnlyList<RestCall> Calls(string method) => [.. Portal.RestCalls.Seen.Where(call => call.Method == method)];

    private int _renewalsOfInstallation;

    /// <summary>Refresh tokens that were spent since the installation, which spends one to prove it.</summary>
    private protected int Renewals => AllRenewals - _renewalsOfInstallation;

    private protected int AllRenewals => Cloud.Authorization.Calls.Seen.Count(call => call.GrantType == "refresh_token");

    /// <summary>Accepts a message as the HANDLER does, past the wire; gives the portal's id of it.</summary>
    private protected async Task<string> AcceptAsync(GivenLine line, string text, string to, Traffic traffic = Traffic.Direct)
    {
        var id = NewKey.At(Time).ToString("N");
        var source = traffic == Traffic.Direct ? MessageSource.Direct : MessageSource.Marketing;
        await Get<Acceptance>().AcceptAsync(new IncomingMessage(PortalId, line.Id, line.Code, id, source, traffic, to, text, "1", null));
        return id;
    }

    /// <summary>Composes what is due and waits for its look-ups.</summary>
    private protected async Task ComposeAsync()
    {
        await Get<Composer>().ComposeDueAsync(CancellationToken.None);
        await Get<FieldLookups>().SettleAsync();
    }

    private protected Message Find(string portalMessageId) =>
        Rows(db => db.Messages.Where(message => message.PortalMessageId == portalMessageId)).Single();

    private protected Line TheLine(GivenLine line) => Rows(db => db.Lines).Single(row => row.Id == line.Id);

    /// <summary>The portal's row; null when there is none.</summary>
    private protected Portal? Stored() => Rows(db => db.Portals).SingleOrDefault();

    private protected List<T> Rows<T>(Func<OlConnectorDb, IQueryable<T>> query) where T : class
    {
        using var db = Get<Database>().Read();
        return [.. query(db).AsNoTracking()];
    }

    private protected Task ChangeAsync(Action<OlConnectorDb> change) => Get<Writer>().RunAsync(turn =>
    {
        using var db = turn.OpenDb();
        change(db);
        db.SaveChanges();
    });

    /// <summary>Work in the writer's turn.</summary>
    private protected Task<T> WriteAsync<T>(Func<WriteTurn, T> work) => Get<Writer>().RunAsync(work);
}
