using OlConnector.Campaigns;
using OlConnector.Engine.Campaigns;

namespace OlConnector.Composing;

/// <summary>A mailing has reached a mark of its guard of which people have to hear, once a mailing (product.md 6.2).</summary>
/// <param name="Campaign">The mailing.</param>
/// <param name="Acts">It is larger than the guard's limit; else larger than advised.</param>
internal sealed record GuardMark(Guid Campaign, bool Acts)
{
    /// <summary>The mark; null when there is none, or people were told before.</summary>
    internal static GuardMark? Of(GrownMailing grown, GuardInForce guard, Guid campaign) =>
        SegmentGuard.Exceeds(grown.Size, guard) && !grown.IsGuardTold ? new GuardMark(campaign, Acts: true)
        : SegmentGuard.Warns(grown.Size, guard) && !grown.IsWarnTold ? new GuardMark(campaign, Acts: false)
        : null;
}
