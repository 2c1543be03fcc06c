using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;

namespace OlConnector.Browser.Tests.Support;

/// <summary>What the office did before somebody looks: lines and messages, over the product's API, as its administrator.</summary>
public sealed class OfficeApi : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly World _world;

    private OfficeApi(World world, string token)
    {
        _world = world;
        _http.BaseAddress = new Uri($"{world.Launch.AppUrl}/api/v1/");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>With an administrator's token of the main portal.</summary>
    public static async Task<OfficeApi> OpenAsync(World world) => new(world, (await world.Launch.TokensAsync())[0].Admin);

    /// <summary>A line on the phone network, under a number of its own. Fields may be said in JSON.</summary>
    public async Task<OfficeLine> LineAsync(string name, string number, string fields = "{}")
    {
        var phones = _world.Launch.Cloud.Phones.BaseUrlOf(_world.Portal.MemberId);
        var draft = new JObject
        {
            ["name"] = name,
            ["number"] = number,
            ["gateway"] = new JObject
            {
                ["kind"] = "sandbox",
                ["settings"] = new JObject { ["baseUrl"] = phones, ["from"] = number },
            },
        };
        draft.Merge(JObject.Parse(fields));
        return new OfficeLine(this, name, (string)(await PostAsync("lines", draft))["id"]!);
    }

    /// <summary>The line that the sandbox itself connected.</summary>
    public async Task<OfficeLine> FirstLineAsync()
    {
        var line = (await GetAsync("lines"))["items"]![0]!;
        return new OfficeLine(this, (string)line["name"]!, (string)line["id"]!);
    }

    /// <summary>Gives a person of the portal a role.</summary>
    public async Task GiveRoleAsync(int user, string role)
    {
        using var content = new StringContent($$"""{"role":"{{role}}"}""", Encoding.UTF8, "application/merge-patch+json");
        using var answer = await _http.PatchAsync(new Uri($"users/{user}", UriKind.Relative), content);
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    internal TimeProvider Clock => _world.Launch.Cloud.Clock;

    internal async Task<JObject> PostAsync(string path, JObject? body = null)
    {
        using var content = new StringContent((body ?? []).ToString(), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), body is null ? null : content);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? [] : JObject.Parse(text);
    }

    internal async Task<JObject> GetAsync(string path) => JObject.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative)));

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}

/// <summary>A line of the office.</summary>
public sealed class OfficeLine(OfficeApi office, string name, string id)
{
    private static int _people;

    /// <summary>What people call it.</summary>
    public string Name => name;

    /// <summary>Its place in the interface.</summary>
    public string Path => $"/lines/{id}";

    /// <summary>Messages of a mailing to people who have none yet.</summary>
    public async Task QueueAsync(int count)
    {
        for (var sent = 0; sent < count; sent++)
        {
            var person = Interlocked.Increment(ref _people);
            await office.PostAsync("messages", new JObject
            {
                ["line"] = id,
                ["to"] = $"+7916555{person:000}0",
                ["text"] = $"Ждём вас на осмотр, талон {person}",
                ["kind"] = "marketing",
            });
        }
    }

    /// <summary>A test message, which goes before all others.</summary>
    public Task TestAsync() => office.PostAsync($"lines/{id}/test", new JObject { ["to"] = "+79161234555", ["text"] = "Проверка" });

    /// <summary>Pauses it.</summary>
    public Task PauseAsync() => office.PostAsync($"lines/{id}/pause");

    /// <summary>Waits until the line says so of itself.</summary>
    public async Task UntilAsync(Func<JObject, bool> so)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (so(await office.GetAsync($"lines/{id}"))) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), office.Clock);
        }

        throw new TimeoutException($"{name}: {await office.GetAsync($"lines/{id}")}");
    }
}
