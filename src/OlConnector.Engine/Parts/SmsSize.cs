using System.Runtime.InteropServices;

namespace OlConnector.Engine.Parts;

/// <summary>How the characters of an SMS are coded (3GPP TS 23.038).</summary>
public enum SmsEncoding
{
    /// <summary>GSM 7-bit: units are septets, 160 in a single message and 153 in each part of a longer one.</summary>
    Gsm7,

    /// <summary>UCS-2: units are UTF-16 units, 70 in a single message and 67 in each part of a longer one.</summary>
    Ucs2,
}

/// <summary>What an SMS takes.</summary>
/// <param name="Encoding">One character outside GSM 7-bit makes the whole message UCS-2.</param>
/// <param name="Units">Septets or UTF-16 units, by the encoding.</param>
/// <param name="Parts">Messages on the air; 1 for an empty text.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SmsSize(SmsEncoding Encoding, int Units, int Parts)
{
    /// <summary>A concatenated message numbers its parts in one byte (3GPP TS 23.040, section 9.2.3.24.1).</summary>
    public const int MostParts = 255;

    /// <summary>True when no SMS can carry the text.</summary>
    public bool IsTooLong => Parts > MostParts;
}
