namespace OlConnector.Web.Wire;

/// <summary>
/// A field without which a call is refused. The API's description calls it required; the refusal is the call's own, so that it names the
/// first field that is wrong.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NeededAttribute : Attribute;
