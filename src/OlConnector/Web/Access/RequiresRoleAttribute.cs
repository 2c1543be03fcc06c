using Microsoft.AspNetCore.Authorization;
using OlConnector.Engine.Portals;

namespace OlConnector.Web.Access;

/// <summary>Names the least role an action needs (design.md §4.21).</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresRoleAttribute(Role role) : AuthorizeAttribute(PolicyOf(role))
{
    /// <summary>The least role.</summary>
    public Role Role { get; } = role;

    internal static string PolicyOf(Role role) => $"role {role}";
}

/// <summary>The caller has at least this role.</summary>
internal sealed record RoleRequirement(Role Role) : IAuthorizationRequirement;

/// <summary>Compares roles. The operator reads like an administrator and changes nothing.</summary>
internal sealed class RoleHandler : AuthorizationHandler<RoleRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (context.Resource is HttpContext http && http.Features.Get<Caller>() is { } caller && caller.Role >= requirement.Role
            && MayUse(caller, http.Request.Method))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool MayUse(Caller caller, string method) =>
        caller.Kind != CallerKind.Operator || HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
