using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;
using OlConnector.Tests.House;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>The page for people and the buttons behind it.</summary>
public sealed class PageTests : SandboxTests
{
    public static IEnumerable<object[]> Files =>
        Repository.Files("src/OlConnector.Sandbox/Page/Files", ".css", ".js").Select(Path.GetFileName)
            .Select(file => new object[] { $"/sandbox/{file}", Path.GetExtension(file) == ".js" ? "text/javascript" : "text/css" })
            .Append(["/", "text/html"]);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_page_comes_whole_and_asks_nobody_else(string path, string type)
    {
        using var answer = await World.Http.GetAsync(new Uri(World.Portal.BaseUrl + path));
        var text = await answer.Content.ReadAsStringAsync();

        ((int)answer.StatusCode).ShouldBe(200);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        text.ShouldNotContain("https://");
        text.ShouldNotContain("src=\"//");
    }

    [Fact]
    public async Task Both_languages_have_the_same_words()
    {
        using var answer = await World.Http.GetAsync(new Uri($"{World.Portal.BaseUrl}/sandbox/words.js"));
        var halves = (await answer.Content.ReadAsStringAsync()).Split("const en =");

        Keys(halves[0]).ShouldBe(Keys(halves[1].Split("};")[0]));
        Keys(halves[0]).Count.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task The_state_shows_what_a_letter_did()
    {
        await World.InstalledAsync();
        var segment = World.Portal.Marketing.AddSegment("Двое", "+79990000033", "+79990000022");

        var launched = await PressAsync(
            "launch", new JObject { ["segment"] = segment.Id, ["code"] = SandboxWorld.Code, ["text"] = "Привет, #NAME#" });
        await World.Portal.Desk.Calls.WaitAsync(_ => true, 2);

        launched.Body["recipients"]!.Value<int>().ShouldBe(2);
        var state = (await World.GetAsync($"{World.Portal.BaseUrl}/sandbox/state?lang=ru")).Body;
        state["counters"]!["accepted"]!.Value<int>().ShouldBe(2);
        state["senders"]![0]!["title"]!.ToString().ShouldBe("[OlConnector] WhatsApp");
        state["messages"]!.Select(message => message["status"]!.ToString()).ShouldBe(["sent", "sent"]);
        state["portals"]!.Count().ShouldBe(4);
        state["clock"]!["now"]!.ToString().ShouldBe("2026-03-02T12:00:00");
    }

    [Fact]
    public async Task Opening_adds_the_app_for_an_admin_and_shows_a_notice_to_others()
    {
        (await PressAsync("open", new JObject { ["user"] = World.Portal.Employee.Id })).Body["notice"]!.Value<bool>().ShouldBeTrue();
        var opened = (await PressAsync("open", new JObject { ["user"] = 1, ["lang"] = "en" })).Body;

        opened["url"]!.ToString().ShouldStartWith($"{World.App.Url}/b24/install?DOMAIN=");
        opened["fields"]!["member_id"]!.ToString().ShouldBe(World.Portal.MemberId);
        World.Portal.App!.EventHandlers[("ONAPPINSTALL", $"{World.App.Url}/b24/events", 0)] = 1;
        await PressAsync("install-finish", new JObject { ["user"] = 1 });
        (await World.App.Requests.WaitAsync(request => request.Path == "/b24/events"))[0].Form["event"]!.ToString()
            .ShouldBe("ONAPPINSTALL");
        (await PressAsync("open", new JObject { ["user"] = 2 })).Body["url"]!.ToString().ShouldContain("/b24/app?");
    }

    [Fact]
    public async Task The_first_run_is_each_persons_own_and_the_install_call_ends_it()
    {
        await World.InstalledAsync();
        async Task<bool> IsFirstRunAsync(int user) =>
            (await PressAsync("open", new JObject { ["user"] = user })).Body["firstRun"]!.Value<bool>();

        (await IsFirstRunAsync(1), await IsFirstRunAsync(2)).ShouldBe((true, true));
        await PressAsync("set-install", new JObject { ["user"] = 1 });

        (await IsFirstRunAsync(1), await IsFirstRunAsync(2)).ShouldBe((false, true));
    }

    [Fact]
    public async Task Options_are_kept_for_the_next_opening_and_those_of_the_app_are_for_administrators()
    {
        await World.InstalledAsync();
        (await PressAsync("open", new JObject { ["user"] = 2 })).Body["appOptions"].ShouldBeOfType<JArray>();

        await PressAsync("set-option", Option(1, "app", "colour", "red"));
        await PressAsync("set-option", Option(2, "user", "size", 12));
        (await PressAsync("set-option", Option(2, "app", "colour", "blue"))).Body["refused"]!.Value<bool>().ShouldBeTrue();

        var opened = (await PressAsync("open", new JObject { ["user"] = 2 })).Body;
        opened["appOptions"]!["colour"]!.ToString().ShouldBe("red");
        opened["userOptions"]!["size"]!.Value<int>().ShouldBe(12);

        static JObject Option(int user, string kind, string name, JToken value) =>
            new() { ["user"] = user, ["kind"] = kind, ["name"] = name, ["value"] = value };
    }

    [Fact]
    public async Task The_page_s_query_is_what_the_app_gets_as_options_of_its_place()
    {
        await World.InstalledAsync();

        var opened = (await PressAsync("open", new JObject { ["user"] = 1, ["query"] = new JObject { ["IFRAME"] = "Y" } })).Body;

        opened["fields"]!["PLACEMENT_OPTIONS"]!.ToString().ShouldBe("""{"IFRAME":"Y"}""");
        opened["placementOptions"]!["IFRAME"]!.ToString().ShouldBe("Y");
    }

    [Fact]
    public async Task A_foreign_page_cannot_press_buttons_with_a_plain_form()
    {
        using var content = new StringContent("{\"clean\":1}", Encoding.UTF8, "text/plain");

        using var answer = await World.Http.PostAsync(new Uri($"{World.Portal.BaseUrl}/sandbox/uninstall"), content);

        ((int)answer.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task A_person_on_a_phone_can_answer()
    {
        await World.SendToPhoneAsync("+79990001155");
        World.Cloud.Phones.Hooks.Set("*", $"{World.App.Url}/hooks/any");

        (await PressAsync("reply", new JObject { ["phone"] = "+79990001155", ["text"] = "Спасибо" })).Status.ShouldBe(200);

        var hook = await World.App.Requests.WaitAsync(request => request.Path == "/hooks/any");
        Requests.Json(hook[0].Body)["text"]!.ToString().ShouldBe("Спасибо");
        (await PressAsync("reply", new JObject { ["phone"] = "+70000000000", ["text"] = "?" })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_line_that_the_network_blocked_is_unblocked_by_hand()
    {
        (await World.SendToPhoneAsync("+79990001113")).Status.ShouldBe(403);
        (await World.SendToPhoneAsync("+79990001122")).Status.ShouldBe(403);
        var state = (await World.GetAsync($"{World.Portal.BaseUrl}/sandbox/state")).Body;
        state["blocked"]!.Values<string>().ShouldBe(["+79990000000"]);

        (await PressAsync("unblock", new JObject { ["from"] = "+79990000000" })).Status.ShouldBe(200);

        (await World.SendToPhoneAsync("+79990001113")).Status.ShouldBe(201);
        (await World.GetAsync($"{World.Portal.BaseUrl}/sandbox/state")).Body["blocked"].ShouldBeEmpty();
        (await PressAsync("unblock", new JObject { ["from"] = "+79990000000" })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_portals_page_shows_its_own_phones_and_the_notices_of_its_administrators()
    {
        var (ours, other) = (World.Portal, World.Cloud.Portals[1]);
        await SendAsync(World.Cloud.Phones.BaseUrlOf(ours.MemberId), "+7 999 000-00-01", "Ours");
        await SendAsync(World.Cloud.Phones.BaseUrlOf(other.MemberId), "+7 999 000-00-02", "Theirs");
        var token = await World.InstalledAsync();
        await World.CallAsync(
            "im.notify.system.add", new JObject { ["USER_ID"] = 1, ["MESSAGE"] = "The line has stopped", ["TAG"] = "a" }, token);

        var state = (await World.GetAsync($"{ours.BaseUrl}/sandbox/state")).Body;

        state["phones"]!.SelectMany(phone => phone["bubbles"]!).Select(bubble => $"{bubble["text"]} {bubble["line"]}")
            .ShouldBe(["Ours +7 999 000-00-01"]);
        ((int)state["counters"]!["onPhones"]!, state["gateway"]!["baseUrl"]!.ToString())
            .ShouldBe((1, World.Cloud.Phones.BaseUrlOf(ours.MemberId)));
        state["notices"]!.Single()["text"]!.ToString().ShouldBe("The line has stopped");
    }

    private async Task SendAsync(string baseUrl, string from, string text)
    {
        var message = new JObject { ["id"] = text, ["from"] = from, ["to"] = "79990001122", ["text"] = text };
        using var content = new StringContent(message.ToString(), Encoding.UTF8, "application/json");
        using var answer = await World.Http.PostAsync(new Uri($"{baseUrl}/messages"), content);
        ((int)answer.StatusCode).ShouldBe(201);
    }

    private static List<string> Keys(string script) =>
        [.. Regex.Matches(script, @"(?<=[{,]\s*)\w+(?=: )", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(key => key.Value)
            .Order(StringComparer.Ordinal)];

    private async Task<Reply> PressAsync(string button, JObject form)
    {
        using var content = new StringContent(form.ToString(), Encoding.UTF8, "application/json");
        using var answer = await World.Http.PostAsync(new Uri($"{World.Portal.BaseUrl}/sandbox/{button}"), content);
        return new Reply((int)answer.StatusCode, Requests.Json(await answer.Content.ReadAsStringAsync()));
    }
}
