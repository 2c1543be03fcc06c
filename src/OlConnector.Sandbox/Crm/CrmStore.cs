using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Crm;

/// <summary>All cards of one portal.</summary>
public sealed class CrmStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(int TypeId, int Id), CrmEntity> _cards = [];
    private readonly Dictionary<int, int> _lastIds = [];
    private readonly Dictionary<(int TypeId, string Phone), List<int>> _byPhone = [];

    /// <summary>Adds or replaces a card.</summary>
    public CrmEntity Put(CrmEntity card)
    {
        lock (_lock)
        {
            if (_cards.Remove((card.TypeId, card.Id), out var old))
                foreach (var phone in old.Phones)
                    _byPhone[(card.TypeId, PhoneText.Digits(phone))].Remove(card.Id);
            _cards[(card.TypeId, card.Id)] = card;
            _lastIds[card.TypeId] = Math.Max(_lastIds.GetValueOrDefault(card.TypeId), card.Id);
            foreach (var phone in card.Phones)
                IdsOf(card.TypeId, phone).Add(card.Id);
        }
        return card;
    }

    /// <summary>A new card with the next free id.</summary>
    public CrmEntity Add(int typeId, JObject fields, params string[] phones)
    {
        lock (_lock)
            return Put(new CrmEntity(typeId, _lastIds.GetValueOrDefault(typeId) + 1, fields, phones));
    }

    /// <summary>One card; nothing when there is none.</summary>
    public CrmEntity? Find(int typeId, int id)
    {
        lock (_lock)
            return _cards.GetValueOrDefault((typeId, id));
    }

    /// <summary>All cards of a type by id.</summary>
    public IReadOnlyList<CrmEntity> All(int typeId)
    {
        lock (_lock)
            return [.. _cards.Values.Where(card => card.TypeId == typeId)];
    }

    /// <summary>Ids of the cards of a type that have this phone, however it is written.</summary>
    public IReadOnlyList<int> FindByPhone(int typeId, string phone)
    {
        lock (_lock)
            return _byPhone.TryGetValue((typeId, PhoneText.Digits(phone)), out var ids) ? [.. ids.Order()] : [];
    }

    private List<int> IdsOf(int typeId, string phone)
    {
        var key = (typeId, PhoneText.Digits(phone));
        if (!_byPhone.TryGetValue(key, out var ids))
            _byPhone[key] = ids = [];
        return ids;
    }
}
