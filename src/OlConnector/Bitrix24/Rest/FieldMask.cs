using System.Globalization;
using System.Text.RegularExpressions;

namespace OlConnector.Bitrix24.Rest;

/// <summary>How much of a field's text the log of REST calls shows.</summary>
internal sealed partial class FieldMask
{
    /// <summary>Nothing but what kind of text it is, and its length.</summary>
    internal static readonly FieldMask Unknown = new(Shape);

    /// <summary>All of it: ids, codes, words of the protocol.</summary>
    internal static readonly FieldMask Plain = new(text => text);

    /// <summary>A sentence of Bitrix24, without what looks like a number of somebody.</summary>
    private static readonly FieldMask Sentence = new(text => LongNumber().Replace(text, "***"));

    /// <summary>Beginning and end of a telephone number.</summary>
    private static readonly FieldMask Phone = new(Ends);

    /// <summary>The first letter of a name.</summary>
    private static readonly FieldMask Name = new(text => text.Length == 0 ? "" : $"{FirstSign(text)}… ({Length(text)})");

    /// <summary>An address without the key that its path ends with.</summary>
    private static readonly FieldMask Address = new(WithoutKey);

    private static readonly Dictionary<string, FieldMask> Known = new(
        [
            .. Named(Plain,
                "CODE", "STATUS", "MESSAGE_ID", "TYPE", "ID", "USER_ID", "TAG", "halt", "method", "event", "auth_type", "offline",
                "entity_type", "entityTypeId", "ENTITY_ID", "start", "total", "next", "error", "select", "order", "duration", "processing",
                "operating", "operating_reset_at", "date_start", "date_finish", "LICENSE", "LICENSE_TYPE", "LICENSE_FAMILY", "LANGUAGE_ID",
                "VERSION", "PAYMENT_EXPIRED", "DAYS", "TIME_ZONE", "ADMIN", "INSTALLED", "count", "grant_type", "client_id", "scope",
                "expires", "expires_in", "domain", "member_id", "server_endpoint", "client_endpoint", "VALUE_TYPE", "TYPE_ID"),
            .. Named(Sentence, "error_description"),
            .. Named(Phone, "PHONE", "VALUES", "message_to", "phone_number"),
            .. Named(Name, "NAME", "LAST_NAME", "SECOND_NAME", "TITLE", "COMPANY_TITLE", "DESCRIPTION"),
            .. Named(Address, "HANDLER"),
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly Func<string, string> _show;

    private FieldMask(Func<string, string> show) => _show = show;

    /// <summary>The mask of a field; null for a name that says nothing, which takes after the field around it.</summary>
    /// <param name="name">As the portal or we write it; signs of a filter before it count for nothing.</param>
    internal static FieldMask? Of(string name) => Known.GetValueOrDefault(name.TrimStart('=', '!', '<', '>', '@', '%'));

    /// <summary>Never in the log, not even masked.</summary>
    internal static bool IsSecret(string name) =>
        name.Equals("auth", StringComparison.OrdinalIgnoreCase) || name.Contains("token", StringComparison.OrdinalIgnoreCase)
        || name.Contains("secret", StringComparison.OrdinalIgnoreCase) || name.Contains("password", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a field inside this one takes over: what is plain here need not be plain there.</summary>
    internal FieldMask Inherited() => this == Plain ? Unknown : this;

    /// <summary>What the log shows of a text.</summary>
    internal string Show(string text) => _show(text);

    private static IEnumerable<KeyValuePair<string, FieldMask>> Named(FieldMask mask, params string[] names) =>
        names.Select(name => KeyValuePair.Create(name, mask));

    private static string Shape(string text) =>
        text.Length == 0 ? ""
        // Our own CODEs, as messageservice.sender.list answers them.
        : text.StartsWith("olc_", StringComparison.Ordinal) ? text
        : text.All(char.IsAsciiDigit) ? $"(digits, {Length(text)})"
        : text.Contains('@', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal) ? $"(mail, {Length(text)})"
        : $"({Length(text)})";

    private static string Ends(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length >= 10 ? $"+{digits[..4]}***{digits[^4..]}" : Shape(text);
    }

    private static string WithoutKey(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? $"{address.GetLeftPart(UriPartial.Authority)}{address.AbsolutePath[..(address.AbsolutePath.LastIndexOf('/') + 1)]}***"
            : Shape(text);

    private static string FirstSign(string text) => StringInfo.GetNextTextElement(text);

    private static string Length(string text) => text.Length.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9][0-9() +-]{5,}[0-9]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongNumber();
}
