using Microsoft.AspNetCore.Authorization;

namespace OlConnector.Web.Access;

/// <summary>For the vendor's support alone, and about no portal in particular: the operator's token is enough.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresOperatorAttribute() : AuthorizeAttribute(OfOperator)
{
    internal const string OfOperator = "operator";
}

/// <summary>The operator may change what the role support may, but this: it would speak to people in a portal's name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClosedToOperatorAttribute : Attribute;
