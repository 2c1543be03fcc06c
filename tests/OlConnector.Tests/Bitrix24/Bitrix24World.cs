using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Support;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;
using RestCall = OlConnector.Sandbox.Portals.RestCall;

namespace OlConnector.Tests.Bitrix24;

/// <summary>The real product and a simulated Bitrix24 on one clock that only the test moves. Nothing is dispatched or reported by itself.</summary>
public abstract class Bitrix24World : IAsyncLifetime
{
    private protected ManualClock Clock { get; } = new(new DateTimeOffset(2026, 8, 11, 9, 0, 0, TimeSpan.Zero));

    private protected SandboxCloud Cloud { get; private set; } = null!;

    private protected SandboxPortal Portal => Cloud.Portal;

    private protected PortalId PortalId => new(Portal.MemberId);

    private protected Product Product { get; private set; } = null!;

    /// <summary>Settings of the product that a class of tests needs.</summary>
    private protected virtual IEnumerable<(string Name, string Value)> Settings => [("Dispatching:Enabled", "false")];

    public virtual async Task InitializeAsync()
    {
        Cloud = await SandboxCloud.StartAsync(new SandboxOptions { Clients = 60 }, Clock);
        for (var triesLeft = 5; Product is null; triesLeft--)
        {
            var port = Product.FreePort();
            Cloud.Options.AppUrl = $"http://127.0.0.1:{port}";
            try
            {
                Product = await Product.StartAsync(Clock, Cloud, port: port, settings: Settings);
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
    }

    private protected Task<RestAnswer> CallAsync(string method = "server.time", JObject? parameters = null) =>
        Get<PortalClient>().CallAsync(PortalId, method, parameters ?? [], CancellationToken.None);

    /// <summary>The portal's row; null when there is none.</summary>
    private protected Portal? Stored()
    {
        using var db = Get<Database>().Read();
        return db.Portals.AsNoTracking().SingleOrDefault();
    }

    private protected List<T> Rows<T>(Func<OlConnectorDb, IQueryable<T>> query) where T : class
    {
        using var db = Get<Database>().Read();
        return [.. query(db).AsNoTracking()];
    }

    private protected Line TheLine(GivenLine line) => Rows(db => db.Lines).Single(row => row.Id == line.Id);

    private protected Task ChangeAsync(Action<OlConnectorDb> change) => Get<Writer>().RunAsync(turn =>
    {
        using var db = turn.OpenDb();
        change(db);
        db.SaveChanges();
    });

    private protected IReadOnlyList<RestCall> Calls(string method) => [.. Portal.RestCalls.Seen.Where(call => call.Method == method)];

    private protected int Renewals => Cloud.Authorization.Calls.Seen.Count(call => call.GrantType == "refresh_token");

    /// <summary>Every text in every table, as it lies in the file.</summary>
    private protected string Dump()
    {
        using var connection = TestDatabase.Connect(Get<Database>());
        var dump = new System.Text.StringBuilder();
        foreach (var table in Tables(connection))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            using var rows = command.ExecuteReader();
            while (rows.Read())
                for (var i = 0; i < rows.FieldCount; i++)
                    dump.Append(rows.GetValue(i)).Append('\n');
        }

        return dump.ToString();
    }

    /// <summary>Names of all tables that know a portal.</summary>
    private protected static List<string> Tables(DbConnection connection, string? withColumn = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = TestDatabase.IsPostgreSql
            ? "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            : "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";
        using var rows = command.ExecuteReader();
        var columns = new List<(string Table, string Column)>();
        while (rows.Read()) columns.Add((rows.GetString(0), rows.GetString(1)));
        return [.. columns.Where(found => withColumn is null || found.Column == withColumn).Select(found => found.Table).Distinct()];
    }
}
