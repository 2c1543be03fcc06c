using OlConnector.Engine;

namespace OlConnector.Composing;

/// <summary>What people of a portal have to hear because of an admission.</summary>
internal abstract record AdmissionAlarm(PortalId Portal)
{
    /// <summary>The portal's demo messages are used up.</summary>
    internal sealed record OutOfDemo(PortalId Portal) : AdmissionAlarm(Portal);

    /// <summary>The guard begins to hold messages of a campaign.</summary>
    internal sealed record Guarded(PortalId Portal, Guid Campaign) : AdmissionAlarm(Portal);

    /// <summary>The alarm that an admission raises; null for most.</summary>
    internal static AdmissionAlarm? Of(Admitted? admitted, PortalId portal) => admitted switch
    {
        Admitted.OutOfDemo => new OutOfDemo(portal),
        Admitted.HeldByGuard { IsFirst: true } held => new Guarded(portal, held.Campaign),
        _ => null,
    };
}
