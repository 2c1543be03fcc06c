using OlConnector.Engine;
using OlConnector.Engine.Messages;

namespace OlConnector.Composing;

/// <summary>What people of a portal have to hear because of an admission.</summary>
internal abstract record AdmissionAlarm(PortalId Portal)
{
    /// <summary>The portal's demo messages are used up in the middle of a campaign, or by single messages.</summary>
    internal sealed record OutOfDemo(PortalId Portal, Guid? Campaign) : AdmissionAlarm(Portal);

    /// <summary>The demo of a line is over, and it refused a message.</summary>
    internal sealed record DemoOver(PortalId Portal, LineId Line) : AdmissionAlarm(Portal);

    /// <summary>Messages of a campaign begin to be held for a reason.</summary>
    internal sealed record Holding(PortalId Portal, Guid Campaign, string Reason) : AdmissionAlarm(Portal);

    /// <summary>The alarm that an admission raises; null for most.</summary>
    internal static AdmissionAlarm? Of(Admitted? admitted, PortalId portal) => admitted switch
    {
        Admitted.OutOfDemo demo => new OutOfDemo(portal, demo.Campaign),
        Admitted.DemoOver over => new DemoOver(portal, over.Line),
        Admitted.HeldByGuard { IsFirst: true } held => new Holding(portal, held.Campaign, Reason.SegmentGuard),
        Admitted.Held { Begins: { } campaign } held => new Holding(portal, campaign, held.Reason),
        _ => null,
    };
}
