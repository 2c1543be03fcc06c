using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>The open connections of this node's lines. Opened when first needed, closed when a line's settings change.</summary>
internal sealed class LineGateways(
    Database database, SecretBox secrets, IEnumerable<IGatewayKind> kinds, EventReception reception,
    IOptionsMonitor<Bitrix24Options> bitrix24) : IAsyncDisposable
{
    private readonly Dictionary<string, IGatewayKind> _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<LineId, Lazy<Task<Opened>>> _open = new();

    /// <summary>
    /// The line's connection; null when its settings cannot be read any more or are no longer valid: the owner has to connect again.
    /// </summary>
    public async Task<IGateway?> FindAsync(LineId line) => (await OpenedAsync(line)).Gateway;

    /// <summary>
    /// The kind of the line's connection, without asking the database again; null when <see cref="FindAsync"/> finds none.
    /// </summary>
    public async Task<string?> KindOfAsync(LineId line) => (await OpenedAsync(line)).Kind;

    private async Task<Opened> OpenedAsync(LineId line)
    {
        var opening = _open.GetOrAdd(line, id => new Lazy<Task<Opened>>(() => OpenAsync(id)));
        try
        {
            return await opening.Value;
        }
        catch
        {
            _open.TryRemove(KeyValuePair.Create(line, opening));
            throw;
        }
    }

    /// <summary>Forgets the line's connection; the next use opens one with the present settings.</summary>
    public async Task CloseAsync(LineId line)
    {
        if (!_open.TryRemove(line, out var opened) || !opened.IsValueCreated) return;
        if ((await opened.Value).Gateway is { } gateway) await gateway.DisposeAsync();
    }

    /// <summary>Forgets the connections whose settings were changed since that revision, by another node perhaps.</summary>
    public async Task CloseChangedAsync(long since, CancellationToken ct)
    {
        if (_open.IsEmpty) return;
        await using var db = database.Read();
        var changed = await db.Lines.AsNoTracking().Where(row => row.Revision > since)
            .Select(row => new { row.Id, With = row.GatewaySettings + row.HookKey }).ToListAsync(ct);
        foreach (var line in changed)
        {
            if (!_open.TryGetValue(line.Id, out var opening)) continue;
            if (opening is not { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) continue;
            if ((await opening.Value).With is { } with && line.With != with) await CloseAsync(line.Id);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var line in _open.Keys) await CloseAsync(line);
    }

    /// <summary>Where the line's gateway calls back.</summary>
    public Uri? HookOf(string kind, string storedKey) =>
        secrets.Unprotect(storedKey) is { } key ? new Uri(bitrix24.CurrentValue.Address($"hooks/{kind}/{key}")) : null;

    private async Task<Opened> OpenAsync(LineId id)
    {
        await using var db = database.Read();
        var line = await db.Lines.AsNoTracking().Where(row => row.Id == id)
            .Select(row => new { row.PortalId, row.GatewayKind, row.GatewaySettings, row.HookKey }).SingleOrDefaultAsync();
        if (line is null || !_kinds.TryGetValue(line.GatewayKind, out var kind)) return new Opened(null, null, null);
        if (secrets.ReadSettings(line.GatewaySettings) is not { } values) return new Opened(null, null, null);
        var (settings, with) = (new GatewaySettings(values), line.GatewaySettings + line.HookKey);
        if (kind.Validate(settings).Count > 0) return new Opened(null, with, null);
        var gateway = kind.Open(settings, HookOf(line.GatewayKind, line.HookKey));
        // What comes by itself goes the way that callbacks go, so that late, double and early reports fare alike.
        if (gateway is IReportSource source) source.ReportTo(events => reception.TakeAsync(line.PortalId, id, events));
        return new Opened(gateway, with, line.GatewayKind);
    }

    /// <param name="Gateway">The connection; null when the settings cannot be read or are not valid.</param>
    /// <param name="With">What it was opened with, as stored; null when that could not be read.</param>
    /// <param name="Kind">Its kind; null without a connection.</param>
    private sealed record Opened(IGateway? Gateway, string? With, string? Kind);
}
