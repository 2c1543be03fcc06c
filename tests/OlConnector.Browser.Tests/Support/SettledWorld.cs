using System.Net.Http.Headers;
using System.Net.Http.Json;
using Newtonsoft.Json.Linq;

namespace OlConnector.Browser.Tests.Support;

/// <summary>A world with a second line on the main portal, and a third whose telephone is not linked yet.</summary>
public sealed class SettledWorld : World
{
    public const string Second = "WhatsApp «Доставка»";
    public const string Unlinked = "WhatsApp «Новый номер»";
    public const string UnlinkedNumber = "+79990000077";

    /// <summary>Ids of the lines by their names.</summary>
    public IReadOnlyDictionary<string, string> Lines { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (Browser.Missing is not null) return;
        using var api = new HttpClient { BaseAddress = new Uri($"{Launch.AppUrl}/api/v1/") };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await Launch.TokensAsync())[0].Admin);
        await MakeLineAsync(api, Second, "+79990000066");
        Launch.Cloud.Phones.Logins.AskFor(Portal.MemberId);
        await MakeLineAsync(api, Unlinked, UnlinkedNumber);
        var lines = (JArray)JObject.Parse(await api.GetStringAsync(new Uri("lines", UriKind.Relative)))["items"]!;
        Lines = lines.ToDictionary(line => line["name"]!.ToString(), line => line["id"]!.ToString(), StringComparer.Ordinal);
    }

    private async Task MakeLineAsync(HttpClient api, string name, string number)
    {
        var settings = new { baseUrl = Launch.Cloud.Phones.BaseUrlOf(Portal.MemberId), from = number };
        using var answer = await api.PostAsJsonAsync("lines", new { name, number, gateway = new { kind = "sandbox", settings } });
        answer.EnsureSuccessStatusCode();
    }
}
