using System.Collections.Frozen;
using System.Globalization;

namespace OlConnector.Gateways.Smpp;

/// <summary>What an operator means by a status of its own.</summary>
internal enum SmppMeaning
{
    /// <summary>Too fast: the line slows down, the message is not at fault.</summary>
    Rate,

    /// <summary>As often as the retry schedule has it.</summary>
    Later,

    /// <summary>The recipient is at fault.</summary>
    Recipient,

    /// <summary>The text is at fault.</summary>
    Message,

    /// <summary>The line waits for a person.</summary>
    Line,

    /// <summary>We are at fault.</summary>
    Bug,
}

/// <summary>
/// An operator's own statuses, 0x400 and above, by what they mean on one line (gateways.md §5). Written <c>0x400=recipient, 0x401=rate</c>.
/// </summary>
internal sealed class SmppStatusTable
{
    /// <summary>First status that SMPP leaves to operators (SMPP 3.4, table 5-2).</summary>
    public const uint FirstOwn = 0x400;

    private readonly FrozenDictionary<uint, SmppMeaning> _meanings;

    private SmppStatusTable(IEnumerable<KeyValuePair<uint, SmppMeaning>> meanings) => _meanings = meanings.ToFrozenDictionary();

    /// <summary>Knows no status.</summary>
    public static SmppStatusTable Empty { get; } = new([]);

    /// <summary>Words an entry may end with.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetNames<SmppMeaning>().Select(name => name.ToLowerInvariant())];

    /// <summary>Null for a status that the table does not name.</summary>
    public SmppMeaning? Find(uint status) => _meanings.TryGetValue(status, out var meaning) ? meaning : null;

    /// <summary>Reads a table.</summary>
    /// <param name="table">Entries apart by commas or blanks.</param>
    /// <param name="wrong">The first entry that is none, or names a status again; null when all are good.</param>
    public static SmppStatusTable Read(string table, out string? wrong)
    {
        var meanings = new Dictionary<uint, SmppMeaning>();
        wrong = table.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(
            entry => !(EntryOf(entry) is { } one && meanings.TryAdd(one.Status, one.Meaning)));
        return new SmppStatusTable(meanings);
    }

    private static (uint Status, SmppMeaning Meaning)? EntryOf(string entry)
    {
        if (entry.Split('=') is not [var code, var word] || !Words.Contains(word, StringComparer.Ordinal)) return null;
        var isHex = code.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var isNumber = uint.TryParse(
            isHex ? code[2..] : code, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture,
            out var status);
        return isNumber && status >= FirstOwn ? (status, Enum.Parse<SmppMeaning>(word, ignoreCase: true)) : null;
    }
}
