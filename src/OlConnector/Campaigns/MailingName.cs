using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>The name of a mailing that nobody named: when it began where its portal is, its line, its text.</summary>
internal static class MailingName
{
    private const string Place = "SELECT l.name, p.time_zone FROM lines l JOIN portals p ON p.id = l.portal_id WHERE l.id = @line";

    internal static string Of(WriteTurn turn, LineId line, DateTimeOffset at, string text)
    {
        var (name, zone) = turn.First(Place, row => (row.GetString(0), row.GetString(1)), ("line", line));
        return CampaignName.Of(at, zone, name, text);
    }
}
