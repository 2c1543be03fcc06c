using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>Which mailings of a batch are own ones, and what they were given: their messages are composed by that.</summary>
internal static class OwnMailings
{
    private const string Select = $"SELECT id, settings FROM campaigns WHERE id {RowSet.Campaigns} AND kind IN ('file', 'api')";

    /// <summary>By mailing; every other is not in it.</summary>
    internal static Dictionary<Guid, MailingSettings> Of(WriteTurn turn, IEnumerable<AcceptedMessage> messages)
    {
        var mailings = messages.Select(message => message.Row.CampaignId).OfType<Guid>().Distinct().ToList();
        return mailings.Count == 0
            ? []
            : turn.Query(
                    Select, row => (Id: row.GetGuid(0), Settings: MailingJson.SettingsOf(row.TextOrNull(1))),
                    ("campaigns", (IEnumerable<Guid>)mailings))
                .ToDictionary(row => row.Id, row => row.Settings);
    }
}
