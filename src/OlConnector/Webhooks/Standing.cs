using System.Globalization;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Wire;

namespace OlConnector.Webhooks;

/// <summary>The word by which the API tells where a campaign stands.</summary>
/// <param name="campaign">The campaign.</param>
/// <param name="states">How many of its messages stand in each state.</param>
internal delegate string CampaignWord(Campaign campaign, IReadOnlyDictionary<MessageState, int> states);

/// <summary>How a campaign or a line stands, as far as webhooks are told.</summary>
/// <param name="Subject">Its key.</param>
/// <param name="Mark">Differs when there is something to tell.</param>
/// <param name="IsOver">A campaign of which nothing can change any more: its mark need not be kept.</param>
internal sealed record Standing(Guid Subject, string Mark, bool IsOver)
{
    /// <summary>A campaign's. Its counts are no change: each message tells its own.</summary>
    internal static Standing Of(Campaign campaign) => new(
        campaign.Id,
        string.Create(
            CultureInfo.InvariantCulture, $"{campaign.Version}.{(campaign.StartDueAt is null ? 0 : 1)}.{(HasEnded(campaign) ? 1 : 0)}"),
        !campaign.IsLive && campaign.EndToldAt is not null);

    /// <summary>A line's.</summary>
    internal static Standing Of(Line line) => new(
        line.Id.Value, string.Create(CultureInfo.InvariantCulture, $"{line.Version}.{line.State}.{line.Connection}"), IsOver: false);

    /// <summary>Whether a campaign came to its end with this standing.</summary>
    internal static bool Ends(Campaign campaign, string? before) =>
        HasEnded(campaign) && before?.EndsWith(".1", StringComparison.Ordinal) != true;

    /// <summary>What was taken over by another campaign has not ended: its messages go on there.</summary>
    private static bool HasEnded(Campaign campaign) => campaign.EndToldAt is not null && campaign.MergedInto is null;

    internal static string Data(Line line) => ApiJson.Text(new LineEvent(
        line.Id.ToString(), line.Name, EnumText.Of(line.State), EnumText.Of(line.Connection), line.FrozenReason, line.FrozenAt,
        line.Version));

    internal static string Data(Campaign campaign, IReadOnlyDictionary<MessageState, int> states, CampaignWord wordOf) =>
        ApiJson.Text(new CampaignEvent(
            campaign.Id.ToString("N"), campaign.LineId.ToString(), EnumText.Of(campaign.Kind), wordOf(campaign, states),
            states.Values.Sum(), states.ToDictionary(state => EnumText.Of(state.Key), state => state.Value, StringComparer.Ordinal),
            campaign.StartedAt, campaign.StoppedAt, campaign.MergedInto?.ToString("N"), campaign.Version));
}
