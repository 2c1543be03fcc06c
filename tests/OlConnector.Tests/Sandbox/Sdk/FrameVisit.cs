using Newtonsoft.Json.Linq;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Wire;
using OlConnector.Tests.Bitrix24;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Sandbox.Sdk;

/// <summary>
/// One visit of a browser, with its web security on: the portal's page, in it the real product with its own policy, in it the official
/// client. It is made once, and every test looks at a part of what was told.
/// </summary>
public sealed class FrameVisit : Bitrix24World
{
    private protected override TimeProvider Time { get; } = new ScaledTimeProvider();

    private protected override int Clients => 120;

    /// <summary>What the client was told.</summary>
    internal JObject Told { get; private set; } = [];

    /// <summary>Contacts in the portal's CRM.</summary>
    internal int Contacts => Portal.Crm.All(OlConnector.Sandbox.Crm.CrmTypes.Contact).Count;

    /// <summary>Codes of the portal's lines.</summary>
    internal IEnumerable<string> Lines => Portal.App!.Senders.Keys;

    public override async Task InitializeAsync()
    {
        if (OfficialClient.MissingInBrowser is not null) return;
        await base.InitializeAsync();
        var input = new JObject
        {
            ["page"] = $"{Portal.BaseUrl}/",
            ["chromium"] = OfficialClient.Chromium,
            ["sdk"] = OfficialClient.Bundle,
            ["handler"] = $"{Product.Url}/b24/sms/sdk",
        };
        Told = Requests.Json(await Npm.RunAsync([Npm.Script("sdk-frame.js")], input.ToString()));
    }

    public override Task DisposeAsync() => OfficialClient.MissingInBrowser is null ? base.DisposeAsync() : Task.CompletedTask;
}
