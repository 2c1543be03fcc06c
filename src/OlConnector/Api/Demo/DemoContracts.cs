using OlConnector.Engine.Messages;

namespace OlConnector.Api.Demo;

/// <summary>What a unit of the demo was taken for.</summary>
internal enum DemoUnitKind
{
    /// <summary>A message of a mailing.</summary>
    Mailing,

    /// <summary>A test of a line.</summary>
    Test,

    /// <summary>A single message by API or interface.</summary>
    Quick,
}

/// <summary>The demo of a portal: what it lets out, what took a unit of it, and what it refused.</summary>
/// <param name="IsDemo">Whether its limits hold now.</param>
/// <param name="Limit">Marketing messages for the whole demo.</param>
/// <param name="Used">Units that are taken. A removal of the app with all data does not give them back.</param>
/// <param name="Left">Units that are left.</param>
/// <param name="Units">What took them, youngest first, at most 200; of the lines that the caller sees.</param>
/// <param name="Unlisted">
/// Units beside those: their messages are not kept any more, for the app was removed with all data or their time is over, or they went out
/// by lines that the caller does not see.
/// </param>
/// <param name="Refused">Campaigns with messages that the demo refused and that a restart would send, youngest first.</param>
internal sealed record DemoResource(
    bool IsDemo, int Limit, int Used, int Left, IReadOnlyList<DemoUnit> Units, int Unlisted, IReadOnlyList<RefusedCampaign> Refused);

/// <summary>A unit of the demo that is taken.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="Kind">mailing, test or quick.</param>
/// <param name="MessageId">The message that took it.</param>
/// <param name="State">Where that message stands now.</param>
/// <param name="LineId">Its line.</param>
/// <param name="LineName">What people call the line.</param>
/// <param name="CampaignId">Its campaign; null for a single message.</param>
/// <param name="CampaignName">What people call the campaign.</param>
internal sealed record DemoUnit(
    DateTimeOffset At, DemoUnitKind Kind, string MessageId, MessageState State, string LineId, string LineName, string? CampaignId,
    string? CampaignName);

/// <summary>A campaign with messages that the demo refused.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="LineId">Its line.</param>
/// <param name="Count">So many of them would be sent by a restart of <c>refusedByDemo</c>.</param>
internal sealed record RefusedCampaign(string Id, string Name, string LineId, int Count);
