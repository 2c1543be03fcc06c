using OlConnector.Engine.Gateways;

namespace OlConnector.Engine.Phones;

/// <summary>Which kinds of numbers a channel can reach.</summary>
public static class PhoneUse
{
    /// <summary>False when a message cannot arrive: nobody's telephone. Fixed lines stay, for WhatsApp works on them.</summary>
    public static bool CanReach(PhoneKind kind) => kind != PhoneKind.Other;

    /// <summary>What to tell a person about sending there; null for nothing.</summary>
    public static string? WarningFor(PhoneKind kind, Channel channel) =>
        kind == PhoneKind.Fixed && channel == Channel.Sms ? PhoneNotes.Landline : null;
}
