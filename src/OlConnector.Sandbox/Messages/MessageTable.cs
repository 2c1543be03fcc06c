using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Messages;

/// <summary>The portal's messages and what became of them (bitrix24.md §4.3).</summary>
public sealed class MessageTable(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PortalMessage> _rows = new(StringComparer.Ordinal);
    private readonly List<PortalMessage> _inOrder = [];

    /// <summary>Every change of a status, in order.</summary>
    public Happenings<StatusChange> Changes { get; } = new("message statuses");

    /// <summary>All rows ever made, oldest first; the purged ones are still here for tests.</summary>
    public IReadOnlyList<PortalMessage> All
    {
        get
        {
            lock (_lock)
                return [.. _inOrder];
        }
    }

    /// <summary>A row as tests see it, purged or not yet visible ones too.</summary>
    public PortalMessage? Peek(string messageId)
    {
        lock (_lock)
            return _rows.GetValueOrDefault(messageId);
    }

    /// <summary>A row as REST finds it: not before it was inserted, not 14 days after.</summary>
    public PortalMessage? Find(string messageId)
    {
        var now = clock.GetUtcNow();
        return Peek(messageId) is { } row && row.VisibleFrom <= now && now < row.At + PortalMessage.Kept ? row : null;
    }

    internal PortalMessage Add(PortalMessage row)
    {
        lock (_lock)
        {
            _rows[row.Id] = row;
            _inOrder.Add(row);
        }
        return row;
    }

    internal void Set(PortalMessage row, string status, bool byApp)
    {
        var change = new StatusChange(row.Id, status, clock.GetUtcNow(), byApp);
        lock (_lock)
            row.Remember(change);
        Changes.Add(change);
    }
}
