using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Lines;

/// <summary>When a line may send marketing by its window and its limits together.</summary>
public static class MarketingHours
{
    /// <summary>The moment itself where both allow it, else the first at which both do.</summary>
    /// <returns>With the rule that stands in the way now; a rest that follows, which is days, is told instead of it.</returns>
    public static Opening From(SendingWindow? window, MarketingLimits? limits, DateTimeOffset at)
    {
        string? reason = null;
        while (true)
        {
            var open = window is null ? at : window.NextOpen(at);
            if (open is not { } opened) return new Opening(null, Reason.Window);
            if (opened != at) reason ??= Reason.Window;
            var next = limits?.From(opened) ?? new Opening(opened, null);
            reason = next.Reason == Reason.Rest ? Reason.Rest : reason ?? next.Reason;
            if (next.At == opened) return new Opening(opened, reason);
            at = next.At.GetValueOrDefault();
        }
    }
}
