using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Suppression;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Suppressions;

/// <summary>One entry of the stop list, as it is stored.</summary>
/// <param name="Phone">Digits of E.164, a mask, or the hash of an erased number.</param>
/// <param name="Code">OPTED_OUT or BLACKLISTED.</param>
/// <param name="Note">Why, in a person's words.</param>
internal sealed record SuppressionEntry(string Phone, string Code, string? Note = null)
{
    internal const int LongestReason = 300;

    private const int LongestId = 200;

    /// <summary>Its key: what it is, in letters that an address takes and a log does not read as a number.</summary>
    internal string Id => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Code}|{Phone}"));

    /// <summary>Reads a key; false when it is none.</summary>
    internal static bool TryRead(string id, [NotNullWhen(true)] out SuppressionEntry? entry)
    {
        entry = null;
        if (id.Length > LongestId || !Base64Url.IsValid(id)) return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id)).Split('|', 2);
        if (parts is [Reason.OptedOut or Reason.Blacklisted, _]) entry = new SuppressionEntry(parts[1], parts[0]);
        return entry is not null;
    }

    /// <summary>Reads what somebody wants on the list; the refusal, or null and the entry.</summary>
    /// <param name="draft">What they sent.</param>
    /// <param name="rules">How the portal's numbers are read.</param>
    /// <param name="entry">The entry.</param>
    internal static Refusal? TryRead(SuppressionDraft draft, NumberRules rules, out SuppressionEntry? entry)
    {
        entry = null;
        if (ShortText.Check(draft.Reason, "reason", LongestReason, isRequired: true) is { } wrong) return wrong;
        if (string.IsNullOrWhiteSpace(draft.Phone) == string.IsNullOrWhiteSpace(draft.Mask))
            return string.IsNullOrWhiteSpace(draft.Phone) ? Refuse.Required("phone") : SuppressionRefusals.Both();
        var read = string.IsNullOrWhiteSpace(draft.Mask) ? TryPhone(draft.Phone!, rules, out var name) : TryMask(draft.Mask, out name);
        if (read is not null) return read;
        var words = draft.Reason!.Trim();
        if (words == Reason.OptedOut && NumberMask.IsStored(name!)) return SuppressionRefusals.MaskOptedOut();
        entry = words is Reason.OptedOut or Reason.Blacklisted
            ? new SuppressionEntry(name!, words)
            : new SuppressionEntry(name!, Reason.Blacklisted, words);
        return null;
    }

    private static Refusal? TryPhone(string text, NumberRules rules, out string? digits)
    {
        digits = NamedNumber.Read(text, rules.Country, rules.AcceptsAny)?.Number.Digits;
        return digits is null ? Refuse.NoNumber("phone") : null;
    }

    private static Refusal? TryMask(string text, out string? stored)
    {
        var reading = NumberMask.Read(text, out var mask);
        stored = mask?.Text;
        return reading switch
        {
            MaskReading.Good => null,
            MaskReading.TooWide => SuppressionRefusals.MaskTooWide(),
            _ => SuppressionRefusals.NoMask(),
        };
    }
}

/// <summary>How a portal's numbers are read.</summary>
/// <param name="Country">Whose national numbers are understood; null for none.</param>
/// <param name="AcceptsAny">Any 8 to 15 digits are a number.</param>
internal sealed record NumberRules(string? Country, bool AcceptsAny);
