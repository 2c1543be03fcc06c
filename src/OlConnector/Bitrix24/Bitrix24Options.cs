using System.ComponentModel.DataAnnotations;

namespace OlConnector.Bitrix24;

/// <summary>How Bitrix24 and this app know each other.</summary>
internal sealed class Bitrix24Options : IValidatableObject
{
    public const string Section = "Bitrix24";

    /// <summary>The application's <c>client_id</c>.</summary>
    [Required(ErrorMessage = "Bitrix24:ClientId is missing: copy it from the application's card.")]
    public string ClientId { get; set; } = "";

    /// <summary>The application's secret. Goes to the authorization server and nowhere else.</summary>
    [Required(ErrorMessage = "Bitrix24:ClientSecret is missing: copy it from the application's card.")]
    public string ClientSecret { get; set; } = "";

    /// <summary>How Bitrix24 reaches this app from outside, for example <c>https://olc.example.com</c>.</summary>
    [Required(ErrorMessage = "Bitrix24:PublicUrl is missing: the address at which Bitrix24 reaches this app.")]
    public string PublicUrl { get; set; } = "";

    /// <summary>Base URLs of the authorization servers that are trusted. The first is the default.</summary>
    public IList<string> AuthorizationServers { get; set; } = [];

    /// <summary>
    /// Lets portals and authorization servers be plain http, private addresses or names without a dot: the sandbox and isolated boxes.
    /// Default: false.
    /// </summary>
    public bool AllowInsecurePortals { get; set; }

    /// <summary>How long the previous HANDLER key, hook key and application token are accepted. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan HandlerKeyGrace { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Longest HANDLER or event body in bytes. Default: 512 KB (a legal text of 4096 signs takes 74 KB, twice).</summary>
    [Range(64 * 1024, 16 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 512 * 1024;

    /// <summary>
    /// The name of the address from which this node's calls reach portals. Nodes behind one address share its name and with it a portal's
    /// limit of requests; a node with an address of its own gets a name of its own. Default: <c>shared</c>.
    /// </summary>
    [Required]
    [MaxLength(64)]
    public string SourceAddress { get; set; } = "shared";

    /// <summary>Whether the outside reaches this app over https.</summary>
    public bool IsHttps => PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        new[] { ("PublicUrl", PublicUrl) }
            .Concat(AuthorizationServers.Select((server, index) => ($"AuthorizationServers:{index}", server)))
            .Where(address => !IsAddress(address.Item2))
            .Select(address => new ValidationResult(
                $"{Section}:{address.Item1} must be an absolute https address without user name, \"?\" and \"#\", "
                + "such as https://olc.example.com. Plain http is for the sandbox and isolated portals: Bitrix24:AllowInsecurePortals."));

    /// <summary>An address of this app as the outside reaches it.</summary>
    /// <param name="path">Path and query.</param>
    public string Address(string path) => $"{PublicUrl.TrimEnd('/')}/{path.TrimStart('/')}";

    /// <summary>The trusted servers, Bitrix24's own two where none is set.</summary>
    public IReadOnlyList<string> TrustedServers() =>
        AuthorizationServers.Count > 0 ? [.. AuthorizationServers] : ["https://oauth.bitrix.info", "https://oauth.bitrix24.tech"];

    /// <summary>Tokens and keys travel there: in the open only where somebody said that they may.</summary>
    private bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0
        && (address.Scheme == Uri.UriSchemeHttps || (AllowInsecurePortals && address.Scheme == Uri.UriSchemeHttp))
        && address is { UserInfo: "", Query: "", Fragment: "" };
}
