using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Portals;

/// <summary>One REST method: what it needs and what it does.</summary>
/// <param name="Scopes">Any one of these must be granted; none for basic methods.</param>
/// <param name="Run">Answers a call whose token and scope are in order.</param>
internal sealed record RestMethod(IReadOnlyList<string> Scopes, Func<RestContext, RestAnswer> Run)
{
    /// <summary>A method that every token may call.</summary>
    public static RestMethod Basic(Func<RestContext, RestAnswer> run) => new([], run);

    /// <summary>A method of one scope.</summary>
    public static RestMethod Of(string scope, Func<RestContext, RestAnswer> run) => new([scope], run);
}

/// <summary>One call under way.</summary>
/// <param name="Portal">Where.</param>
/// <param name="Method">Lower case.</param>
/// <param name="Parameters">Without the token.</param>
/// <param name="User">In whose name.</param>
/// <param name="App">The calling app; nothing for an incoming webhook.</param>
/// <param name="Access">The token that came.</param>
/// <param name="IsBatchPart">True inside <c>batch</c>.</param>
internal sealed record RestContext(
    SandboxPortal Portal, string Method, JObject Parameters, PortalUser User, InstalledApp? App, string Access, bool IsBatchPart)
{
    /// <summary>A parameter by name; messageservice and batch do not mind capitals (bitrix24.md §3.1).</summary>
    public JToken? this[string name] => Wire.PhpValue.Get(Parameters, name);

    /// <summary>A parameter as PHP would turn it into a string.</summary>
    public string Text(string name) => Wire.PhpValue.Text(this[name]);
}

/// <summary>One REST call as it came, for tests.</summary>
/// <param name="Method">Lower case.</param>
/// <param name="Parameters">Without the token.</param>
/// <param name="UserId">0 when the token was not accepted.</param>
/// <param name="Access">The token.</param>
/// <param name="At">Sandbox time.</param>
/// <param name="Status">HTTP status that was answered; inside a batch, the status the call would have had alone.</param>
/// <param name="Error">Empty when it went well.</param>
/// <param name="IsBatchPart">True inside <c>batch</c>.</param>
public sealed record RestCall(
    string Method, JObject Parameters, int UserId, string Access, DateTimeOffset At, int Status, string Error, bool IsBatchPart)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{At:HH:mm:ss.fff} {Method} {Status} {Error} {Parameters.ToString(Newtonsoft.Json.Formatting.None)}";
}
