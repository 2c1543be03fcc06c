namespace OlConnector.Engine.Messages;

/// <summary>Why something waits, is held, failed, was suppressed or ended: the closed list of design.md §5.</summary>
public static class Reason
{
    // wait
    public const string Interval = "INTERVAL";
    public const string InFlight = "IN_FLIGHT";
    public const string Window = "WINDOW";
    public const string HoursCap = "HOURS_CAP";
    public const string DayCap = "DAY_CAP";
    public const string Rest = "REST";
    public const string Retry = "RETRY";
    public const string RateLimited = "RATE_LIMITED";
    public const string Paused = "PAUSED";
    public const string CampaignPaused = "CAMPAIGN_PAUSED";
    public const string Scheduled = "SCHEDULED";
    public const string Collecting = "COLLECTING";
    public const string Composing = "COMPOSING";
    public const string LineFrozen = "LINE_FROZEN";
    public const string PortalUnpaid = "PORTAL_UNPAID";
    public const string PortalGone = "PORTAL_GONE";

    // hold
    public const string SegmentGuard = "SEGMENT_GUARD";
    public const string UnresolvedPlaceholder = "UNRESOLVED_PLACEHOLDER";
    public const string SpintaxInvalid = "SPINTAX_INVALID";
    public const string TemplateInvalid = "TEMPLATE_INVALID";
    public const string LookupUnavailable = "LOOKUP_UNAVAILABLE";
    public const string YoungLine = "YOUNG_LINE";
    public const string NewRecipients = "NEW_RECIPIENTS";
    public const string DaysInRow = "DAYS_IN_ROW";
    public const string Stale = "STALE";
    public const string HighRisk = "HIGH_RISK";

    // failed (SEGMENT_GUARD too)
    public const string InvalidNumber = "INVALID_NUMBER";
    public const string EmptyText = "EMPTY_TEXT";
    public const string TextTooLong = "TEXT_TOO_LONG";
    public const string DemoQuota = "DEMO_QUOTA";
    public const string LineExpired = "LINE_EXPIRED";
    public const string LineOff = "LINE_OFF";
    public const string WindowClosed = "WINDOW_CLOSED";
    public const string GatewayRecipient = "GATEWAY_RECIPIENT";
    public const string GatewayMessage = "GATEWAY_MESSAGE";
    public const string GatewayError = "GATEWAY_ERROR";
    public const string RetriesExhausted = "RETRIES_EXHAUSTED";

    // sent
    public const string StatusUnknown = "STATUS_UNKNOWN";

    // suppressed
    public const string OptedOut = "OPTED_OUT";
    public const string Blacklisted = "BLACKLISTED";
    public const string DuplicateInCampaign = "DUPLICATE_IN_CAMPAIGN";
    public const string SameText = "SAME_TEXT";
    public const string FrequencyCap = "FREQUENCY_CAP";
    public const string MissingValue = "MISSING_VALUE";

    // ended
    public const string CampaignStopped = "CAMPAIGN_STOPPED";
    public const string Cleared = "CLEARED";
    public const string Discarded = "DISCARDED";
    public const string Validity = "VALIDITY";
    public const string HoldExpired = "HOLD_EXPIRED";
}
