namespace OlConnector.Gateways.Smpp;

/// <summary>What one line needs to know of its SMSC.</summary>
internal sealed record SmppAccount(
    string Host, int Port, bool Tls, string SystemId, string Password, string SystemType, bool IsPair, string Source)
{
    /// <summary>What data_coding 0 is: <c>gsm</c>, <c>latin1</c>; or <c>latin1-3</c> and <c>ucs2</c>, which name their coding.</summary>
    public string DataCoding { get; init; } = "gsm";

    /// <summary>How long texts travel: <c>udh8</c>, <c>udh16</c>, <c>sar</c> or <c>payload</c>.</summary>
    public string LongText { get; init; } = "udh8";

    /// <summary>
    /// How ids in answers and receipts are written: <c>same</c>, <c>number</c>, <c>hex</c>, <c>hexInAnswer</c> or <c>hexInReceipt</c>.
    /// </summary>
    public string IdFormat { get; init; } = "same";

    /// <summary>What the operator means by statuses of its own.</summary>
    public SmppStatusTable StatusTable { get; init; } = SmppStatusTable.Empty;

    /// <summary>
    /// SHA-256 of the one certificate that is believed, 64 hexadecimal digits; empty: whatever the machine's authorities vouch for.
    /// </summary>
    public string TlsFingerprint { get; init; } = "";

    /// <summary>An SMSC may write an id in hexadecimal here and in decimal there, or pad it with zeros; both become one form.</summary>
    public string AnswerId(string id) => Canonical(id, isHex: IdFormat is "hex" or "hexInAnswer");

    /// <summary>The same for an id in a receipt.</summary>
    public string ReceiptId(string id) => Canonical(id, isHex: IdFormat is "hex" or "hexInReceipt");

    private string Canonical(string id, bool isHex)
    {
        var bare = id.Trim();
        if (IdFormat == "same") return bare;
        var style = isHex ? System.Globalization.NumberStyles.AllowHexSpecifier : System.Globalization.NumberStyles.None;
        var isNumber = UInt128.TryParse(bare, style, System.Globalization.CultureInfo.InvariantCulture, out var number);
        return isNumber ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : bare;
    }
}

/// <summary>How long things may take. Defaults are gateways.md §5.</summary>
internal sealed record SmppTimes
{
    /// <summary>Connecting and binding.</summary>
    public TimeSpan Opening { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which the link is asked for.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>An answer to enquire_link; at the end, to unbind a fifth of it.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>First pause before a new connection; doubled up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long "already bound" may be the ghost of a crashed session before it counts as a fault of the line.</summary>
    public TimeSpan Ghost { get; init; } = TimeSpan.FromMinutes(5);
}
