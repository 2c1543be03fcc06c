using OlConnector.Gateways.Sandbox;

namespace OlConnector.Tests.Gateways.Support.Vendors;

/// <summary>The sandbox's phone network as design.md §8 documents it.</summary>
internal static class SandboxNetwork
{
    /// <summary>A line's name there: made from its hook.</summary>
    private const string From = "line-21b271a20cd3";

    public static VendorPages Pages { get; } = new()
    {
        Create = room => new SandboxKind(room),
        Settings = (url, _) => new() { ["baseUrl"] = url },
        Send = message => Documented.Post("/messages").WithJson(
            $$"""{"id":"{{message.Id}}","from":"{{From}}","to":"{{message.To.Digits}}","text":"{{message.Text}}"}"""),
        Accepts = id => Reply.Json(201, $$"""{"id":"{{id}}"}"""),
        State = Documented.Post("/hooks").WithJson($$"""{"from":"{{From}}","url":"{{GatewayConformance.HookOf("one")}}"}"""),
        Read = request => ((string)request.Json["to"]!, (string)request.Json["text"]!),
    };
}
