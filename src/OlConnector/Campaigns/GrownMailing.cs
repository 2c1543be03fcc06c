using OlConnector.Engine.Campaigns;

namespace OlConnector.Campaigns;

/// <summary>A mailing as its guard sees it, with one more message.</summary>
/// <param name="Size">Messages that count.</param>
/// <param name="Settings">What it was given of its own.</param>
/// <param name="IsWarnTold">People were told that it is larger than advised.</param>
/// <param name="IsGuardTold">People were told that the guard acts.</param>
internal sealed record GrownMailing(int Size, MailingSettings Settings, bool IsWarnTold, bool IsGuardTold);
