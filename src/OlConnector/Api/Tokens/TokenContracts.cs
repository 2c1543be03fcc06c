using OlConnector.Engine.Portals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Tokens;

/// <summary>An API token as it is made.</summary>
/// <param name="Name">What it is for, 1–100 characters.</param>
/// <param name="Role">What it may do. Default: viewer.</param>
/// <param name="Lines">Ids of the lines that exist for it. Default: all.</param>
/// <param name="CallsPer3Seconds">Calls per three seconds and method, 1–1000. Default: 5.</param>
internal sealed record TokenDraft(
    [property: Needed] string? Name = null, Role? Role = null, IReadOnlyList<string>? Lines = null, int? CallsPer3Seconds = null);

/// <summary>An API token. The token itself is shown once, when it is made.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Lines">Ids of the lines that exist for it; null for all.</param>
/// <param name="CallsPer3Seconds">Calls per three seconds and method.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record TokenResource(
    string Id, string Name, Role Role, IReadOnlyList<string>? Lines, int CallsPer3Seconds, DateTimeOffset CreatedAt);

/// <summary>A new API token.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Lines">Ids of the lines that exist for it; null for all.</param>
/// <param name="CallsPer3Seconds">Calls per three seconds and method.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Token">For the Authorization header. Not kept here: it cannot be shown again.</param>
internal sealed record NewToken(
    string Id, string Name, Role Role, IReadOnlyList<string>? Lines, int CallsPer3Seconds, DateTimeOffset CreatedAt, string Token);
