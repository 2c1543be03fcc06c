using System.Net.Http.Headers;
using OlConnector.Sandbox;

namespace OlConnector.Tests.Sandbox;

/// <summary>Whoever starts the sandbox can call the API with what it prints.</summary>
public sealed class FirstTokensTests
{
    [Fact]
    public async Task The_start_prints_addresses_and_tokens_that_work_for_an_admin_and_a_marketer_of_every_portal()
    {
        await using var launch = await Launch.StartAsync(speed: 1, portalPort: 0, quiet: true);

        var tokens = await launch.TokensAsync();
        var printed = FirstTokens.Show(tokens, launch.AppUrl, launch.Cloud.Phones.BaseUrl, 1);

        tokens.Select(one => one.MemberId).ShouldBe(launch.Installed.Select(portal => portal.MemberId));
        printed.ShouldContain(
            $"export OLC={launch.AppUrl} PHONES={launch.Cloud.Phones.BaseUrl} PAGE={launch.Cloud.Portal.BaseUrl}{Environment.NewLine}");
        foreach (var portal in tokens)
        {
            printed.ShouldContain(portal.Page);
            printed.ShouldContain(portal.Admin);
            printed.ShouldContain(portal.Marketer);
            (await StatusAsync(launch, portal.Admin, "audit"), await StatusAsync(launch, portal.Marketer, "audit"),
                await StatusAsync(launch, portal.Marketer, "lines")).ShouldBe((200, 403, 200));
        }
    }

    private static async Task<int> StatusAsync(Launch launch, string token, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{launch.AppUrl}/api/v1/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
