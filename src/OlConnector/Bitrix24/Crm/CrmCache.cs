using OlConnector.Engine;

namespace OlConnector.Bitrix24.Crm;

/// <summary>
/// Remembers what CRM said for ten minutes, the least recently used forgotten first. What was missing is not remembered: a person may just
/// be filling it in.
/// </summary>
internal sealed class CrmCache(TimeProvider clock)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, LinkedListNode<(Key Key, CrmAnswer.Found Answer, DateTimeOffset Until)>> _known = [];
    private readonly LinkedList<(Key Key, CrmAnswer.Found Answer, DateTimeOffset Until)> _byUse = [];

    /// <summary>The answer to the same question with the same fields.</summary>
    internal CrmAnswer.Found? Find(PortalId portal, CrmQuestion question, string fields)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(new Key(portal, question, fields), out var node)) return null;
            _byUse.Remove(node);
            if (node.Value.Until <= clock.GetUtcNow())
            {
                _known.Remove(node.Value.Key);
                return null;
            }

            _byUse.AddLast(node);
            return node.Value.Answer;
        }
    }

    /// <summary>Remembers a complete answer.</summary>
    internal void Keep(PortalId portal, CrmQuestion question, string fields, CrmAnswer.Found answer)
    {
        var key = new Key(portal, question, fields);
        lock (_gate)
        {
            if (_known.Remove(key, out var old)) _byUse.Remove(old);
            _known[key] = _byUse.AddLast((key, answer, clock.GetUtcNow() + Kept));
            while (_byUse.Count > Most)
            {
                _known.Remove(_byUse.First!.Value.Key);
                _byUse.RemoveFirst();
            }
        }
    }

    private readonly record struct Key(PortalId Portal, CrmQuestion Question, string Fields);
}
