using Microsoft.AspNetCore.Authorization;
using OlConnector.Engine.Portals;

namespace OlConnector.Web.Access;

/// <summary>Names the least role an action needs (design.md §4.21).</summary>
/// <param name="role">The least role.</param>
/// <param name="ofAllLines">The action touches the whole portal: whoever is limited to some lines may not, whatever the role.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresRoleAttribute(Role role, bool ofAllLines = false) : AuthorizeAttribute(PolicyOf(role, ofAllLines))
{
    /// <summary>The least role.</summary>
    public Role Role { get; } = role;

    /// <summary>Closed to callers who are limited to some lines.</summary>
    public bool OfAllLines { get; } = ofAllLines;

    internal static string PolicyOf(Role role, bool ofAllLines) => ofAllLines ? $"role {role} of all lines" : $"role {role}";
}

/// <summary>The caller has at least this role, and where it is asked for, on all lines.</summary>
internal sealed record RoleRequirement(Role Role, bool OfAllLines) : IAuthorizationRequirement;

/// <summary>Compares roles. Some calls are closed to the operator, whatever the role.</summary>
internal sealed class RoleHandler : AuthorizationHandler<RoleRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (context.Resource is HttpContext http && http.Features.Get<Caller>() is { } caller && caller.Role >= requirement.Role
            && !(requirement.OfAllLines && caller.IsLimited) && MayUse(caller, http))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool MayUse(Caller caller, HttpContext http) =>
        caller.Kind != CallerKind.Operator || http.GetEndpoint()?.Metadata.GetMetadata<ClosedToOperatorAttribute>() is null;
}
