using OlConnector.Engine;

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

    /// <summary>A campaign has reached a mark of its guard.</summary>
    internal sealed record Reached(PortalId Portal, GuardMark Mark) : AdmissionAlarm(Portal);

    /// <summary>The alarms that an admission raises; none for most.</summary>
    internal static IEnumerable<AdmissionAlarm> Of(Admitted? admitted, PortalId portal)
    {
        if (admitted?.Reached is { } mark) yield return new Reached(portal, mark);
        switch (admitted)
        {
            case Admitted.OutOfDemo demo:
                yield return new OutOfDemo(portal, demo.Campaign);
                break;
            case Admitted.DemoOver over:
                yield return new DemoOver(portal, over.Line);
                break;
            case Admitted.Held { Begins: { } campaign } held:
                yield return new Holding(portal, campaign, held.Reason);
                break;
        }
    }
}
