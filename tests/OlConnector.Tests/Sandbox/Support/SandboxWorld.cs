using System.Net.Http.Json;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Sandbox.Support;

/// <summary>A sandbox on a hand-moved clock, an app that listens, and a client that speaks REST to it.</summary>
internal sealed class SandboxWorld : IAsyncLifetime
{
    internal const string Code = "olc-line-17";

    internal WatchedClock Clock { get; } = new();

    internal SandboxCloud Cloud { get; private set; } = null!;

    internal SandboxPortal Portal => Cloud.Portal;

    internal ListeningApp App { get; private set; } = null!;

    internal HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };

    internal string HandlerUrl => $"{App.Url}/b24/sms/{Code}?k=secret";

    public async Task InitializeAsync()
    {
        App = await ListeningApp.StartAsync();
        Cloud = await SandboxCloud.StartAsync(new SandboxOptions { AppUrl = App.Url, Clients = 300 }, Clock);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Cloud.DisposeAsync();
        await App.DisposeAsync();
        Cloud.Problems.ShouldBeEmpty();
    }

    /// <summary>The app installed, with one registered line; gives the admin's access token.</summary>
    internal async Task<string> InstalledAsync()
    {
        var visit = await Portal.Lifecycle.InstallAsync();
        var token = PhpValue.Text(visit.Form["AUTH_ID"]);
        (await CallAsync("messageservice.sender.add", SenderForm(), token)).ErrorOf().ShouldBe("");
        return token;
    }

    internal JObject SenderForm(string code = Code) =>
        new() { ["CODE"] = code, ["TYPE"] = "SMS", ["HANDLER"] = HandlerUrl, ["NAME"] = "WhatsApp" };

    internal string TokenOf(PortalUser user) => Portal.Tokens.Issue(Portal.MemberId, user.Id).Access;

    /// <summary>One REST call with JSON parameters.</summary>
    internal async Task<Reply> CallAsync(string method, JObject? parameters = null, string? token = null)
    {
        var body = (JObject)(parameters?.DeepClone() ?? new JObject());
        if (token is not null)
            body["auth"] = token;
        using var content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(new Uri(Portal.RestUrl + method), content);
        return new Reply((int)answer.StatusCode, Requests.Json(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>One GET, of tokens or identities.</summary>
    internal async Task<Reply> GetAsync(string url)
    {
        using var answer = await Http.GetAsync(new Uri(url));
        return new Reply((int)answer.StatusCode, Requests.Json(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>One send to the phone network.</summary>
    internal async Task<Reply> SendToPhoneAsync(
        string to, string id = "m1", string from = "+79990000000", string text = "Привет", CancellationToken ct = default)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri($"{Cloud.Phones.BaseUrl}/messages"), new { id, from, to, text }, ct);
        return new Reply((int)answer.StatusCode, Requests.Json(await answer.Content.ReadAsStringAsync(ct)));
    }
}

internal sealed record Reply(int Status, JObject Body)
{
    public string ErrorOf() => PhpValue.Text(Body["error"]);

    public (int Status, string Error) ErrorStatus() => (Status, ErrorOf());

    public void ShouldRefuse(int status, string error, string text) =>
        (Status, ErrorOf(), PhpValue.Text(Body["error_description"])).ShouldBe((status, error, text));
}
