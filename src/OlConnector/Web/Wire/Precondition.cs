using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace OlConnector.Web.Wire;

/// <summary>What If-Match demands of a resource before it is changed. Without the header, nothing.</summary>
internal sealed class Precondition(HttpRequest request)
{
    private readonly IList<EntityTagHeaderValue> _wanted = EntityTagHeaderValue.TryParseList(request.Headers.IfMatch, out var tags)
        ? tags
        : [];
    private readonly bool _isSet = request.Headers.IfMatch.Count > 0;

    /// <summary>Whether the resource still has the version that the caller saw.</summary>
    internal bool Allows(long version) => Allows(version.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether the resource, which has no versions, is still the one that the caller saw.</summary>
    internal bool Allows(object resource) => Allows(EntityTag.ChangeOf(EntityTag.Of(resource, ApiJson.Bytes(resource))));

    private bool Allows(string change) =>
        !_isSet || _wanted.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || EntityTag.ChangeOf(tag.Tag.ToString()) == change);
}
