using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OlConnector.Engine.Gateways;

namespace OlConnector.Gateways.Smpp;

/// <summary>What an SMSC says of one part.</summary>
/// <param name="Id">The part's id as the receipt writes it.</param>
/// <param name="Status">Null where the state is no verdict: ENROUTE, ACCEPTD, UNKNOWN and words nobody knows.</param>
/// <param name="Code">State and network error.</param>
internal sealed record SmppReceipt(string Id, DeliveryStatus? Status, string Code)
{
    /// <summary>The id in the receipt's text, where its parameter has another one; null otherwise.</summary>
    public string? OtherId { get; init; }

    /// <summary>Whose fault a bad end is; null where the state does not tell.</summary>
    public Fault? Fault { get; init; }

    /// <summary>The state is a word that nobody knows.</summary>
    public bool IsStrange { get; init; }
}

/// <summary>
/// Reads delivery receipts: parameters win, the text is read from the left because its end may hold anything (SMPP 3.4, appendix B).
/// </summary>
internal static partial class SmppReceipts
{
    private const int KindBits = 0x3C;
    private const int ReceiptKind = 0x04;
    private const int ManualKind = 0x10;
    private const int MaxId = 65;

    /// <summary>Values of message_state (SMPP 3.4, section 5.2.28; 0 and 9 are SMPP 5.0's).</summary>
    private static readonly string[] States =
        ["SCHEDULED", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD", "SKIPPED"];

    /// <summary>
    /// True for a delivery receipt. Some SMSCs forget to say so: the two parameters have no other use, and no client writes all the fields
    /// of appendix B.
    /// </summary>
    public static bool IsReceipt(ShortMessageBody message) => KindOf(message) switch
    {
        ReceiptKind => true,
        0 => (message.Parameters.ContainsKey(SmppTag.ReceiptedMessageId) && message.Parameters.ContainsKey(SmppTag.MessageState))
            || WholeReceipt().IsMatch(TextOf(message)),
        _ => false,
    };

    /// <summary>True for what a client wrote.</summary>
    public static bool IsReply(ShortMessageBody message) => KindOf(message) is 0 or ManualKind && !IsReceipt(message);

    /// <summary>Null when the receipt does not say whose it is.</summary>
    public static SmppReceipt? Read(ShortMessageBody message)
    {
        var fields = Head(TextOf(message));
        var tagged = message.Parameters.TryGetValue(SmppTag.ReceiptedMessageId, out var tag) ? IdOf(Encoding.Latin1.GetString(tag)) : null;
        var written = IdOf(Field(fields, "id:"));
        if ((tagged ?? written) is not { } id) return null;

        var state = (StateIn(message) ?? Field(fields, "stat:") ?? "").ToUpperInvariant();
        var error = message.Parameters.TryGetValue(SmppTag.NetworkError, out var network) && network.Length == 3
            ? BinaryPrimitives.ReadUInt16BigEndian(network.AsSpan(1)).ToString("D3", CultureInfo.InvariantCulture) : Field(fields, "err:");
        var (status, fault, isKnown) = MeaningOf(state);
        return new SmppReceipt(id, status, Short($"{Short(state)} {Short(error ?? "")}").Trim())
        {
            OtherId = tagged is not null && written is not null && written != tagged ? written : null,
            Fault = fault,
            IsStrange = !isKnown,
        };
    }

    /// <summary>What a state means, in the seven letters of the standard and as others write them out.</summary>
    internal static (DeliveryStatus? Status, Fault? Fault, bool IsKnown) MeaningOf(string state) => state switch
    {
        "DELIVRD" or "DELIVERED" => (DeliveryStatus.Delivered, null, true),
        "UNDELIV" or "UNDELIVERABLE" or "UNDELIVERED" or "EXPIRED" => (DeliveryStatus.Undelivered, Fault.Recipient, true),
        "DELETED" or "REJECTD" or "REJECTED" or "FAILED" or "SKIPPED" => (DeliveryStatus.Undelivered, null, true),
        "SCHEDULED" or "ENROUTE" or "ACCEPTD" or "ACCEPTED" or "UNKNOWN" => (null, null, true),
        _ => (null, null, false),
    };

    internal static int KindOf(ShortMessageBody message) => message.EsmClass & KindBits;

    private static string TextOf(ShortMessageBody message) => Encoding.Latin1.GetString(message.WholeText.Span);

    private static string? IdOf(string? text) =>
        text?.TrimEnd('\0') is { Length: > 0 and <= MaxId } id && !id.Any(char.IsControl) ? id : null;

    private static string? StateIn(ShortMessageBody message) =>
        message.Parameters.TryGetValue(SmppTag.MessageState, out var octets) && octets is [var number] && number < States.Length
            ? States[number]
            : null;

    private static string Head(string text)
    {
        var end = text.IndexOf("text:", StringComparison.OrdinalIgnoreCase);
        return " " + (end < 0 ? text : text[..end]);
    }

    /// <summary>The word behind a name; blanks behind the colon do not matter, unless the next name stands there.</summary>
    private static string? Field(string head, string name)
    {
        var at = head.IndexOf(" " + name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = head.AsSpan(at + 1 + name.Length).TrimStart(' ');
        var end = value.IndexOf(' ');
        var word = (end < 0 ? value : value[..end]).Trim('\0');
        return word.Contains(':') ? "" : word.ToString();
    }

    private static string Short(string word) => new([.. word.Where(sign => char.IsAsciiLetterOrDigit(sign) || sign == ' ').Take(24)]);

    [GeneratedRegex(
        @"^\s*id: ?\S+ .*\bsubmit date: ?\d+ .*\bdone date: ?\d+ .*\bstat: ?[A-Z]+\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeReceipt();
}
