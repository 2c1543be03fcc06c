using OlConnector.Secrets;

namespace OlConnector.Web.Access;

/// <summary>How the vendor's support looks into a portal.</summary>
internal sealed class OperatorOptions
{
    public const string Section = "Operator";

    /// <summary>
    /// A bearer token that reads everything of the portal named in the header <c>X-Portal</c>. Empty: nobody can. At least 24 characters.
    /// </summary>
    [Unguessable(24, ErrorMessage = "Operator:Token must have at least 24 characters; leave it out to switch it off.")]
    public string? Token { get; set; }
}
