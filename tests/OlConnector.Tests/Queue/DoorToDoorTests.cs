using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Lines;
using OlConnector.Sandbox;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

/// <summary>HANDLER call to phone, through the real host over HTTP.</summary>
public sealed class DoorToDoorTests
{
    [Fact]
    public async Task Letters_leave_at_the_lines_pace_and_a_repeated_call_is_one_message()
    {
        var clock = new ScaledTimeProvider(60);
        await using var cloud = await SandboxCloud.StartAsync(new SandboxOptions(), clock);
        await using var product = await Product.StartAsync(clock, cloud, settings: [("Dispatching:SendTimeout", "00:05:00"), ("Dispatching:ClaimExpiry", "00:10:00")]);
        var key = await GivenALineAsync(product, cloud, clock);

        for (var i = 0; i < 4; i++)
        {
            var form = new Dictionary<string, string>
            {
                ["module_id"] = "sender", ["message_id"] = $"m{i}", ["message_to"] = $"+7999123450{i}", ["message_body"] = "{Hello|Hi}, this is a letter", ["type"] = "SMS",
            };
            (await product.Http.PostAsync($"/b24/sms/{key}", new FormUrlEncodedContent(form))).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await product.Http.PostAsync($"/b24/sms/{key}", new FormUrlEncodedContent(form))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var received = await cloud.Phones.WaitForAsync(4);

        received.Zip(received.Skip(1), (first, second) => second.ReceivedAt - first.ReceivedAt).Min().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
        cloud.Phones.TimesRecorded.Values.ShouldAllBe(times => times == 1);
        product.Log.Lines.ShouldNotContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static async Task<string> GivenALineAsync(Product product, SandboxCloud cloud, TimeProvider clock)
    {
        var secrets = product.Services.GetRequiredService<Secrets>();
        var (portal, id, key, hook) = (new PortalId(cloud.Portal.MemberId), LineId.New(clock), Secrets.NewKey(), Secrets.NewKey());
        await product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            db.Portals.Add(new Portal
            {
                Id = portal, Domain = cloud.Portal.Domain, ClientEndpoint = cloud.Portal.RestUrl, AuthorizationServer = cloud.Authorization.BaseUrl, InstalledAt = clock.GetUtcNow(),
                Status = "P", Country = "RU",
            });
            db.Lines.Add(new Line
            {
                PortalId = portal, Id = id, Code = $"olc_{id}", Name = "Line", GatewayKind = "sandbox",
                GatewaySettings = secrets.Protect($$"""{"baseUrl":"{{cloud.Phones.BaseUrl}}"}"""), MarketingInterval = TimeSpan.FromSeconds(15), DirectInterval = TimeSpan.FromSeconds(0.5),
                HandlerKey = secrets.Protect(key), HandlerKeyHash = Secrets.Hash(key), HookKey = secrets.Protect(hook), HookKeyHash = Secrets.Hash(hook), CreatedAt = clock.GetUtcNow(),
            });
            db.SaveChanges();
        });
        await product.Services.GetRequiredService<LineDirectory>().RefreshAsync();
        return key;
    }
}
