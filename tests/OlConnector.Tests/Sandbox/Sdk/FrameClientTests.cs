using Newtonsoft.Json.Linq;

namespace OlConnector.Tests.Sandbox.Sdk;

/// <summary>The official client in the app's frame, in Chromium, against the simulated portal's page (docs/bitrix24.md, §10).</summary>
public sealed class FrameClientTests(FrameVisit visit) : IClassFixture<FrameVisit>
{
    private JObject Told => visit.Told;

    [BrowserFact]
    public void The_installer_is_begun_and_finished_by_the_client_and_leads_into_the_app()
    {
        var install = Told["install"]!;

        (Yes(install["isInstall"]), Yes(install["isFirstRun"]), Yes(install["isAdmin"]), Yes(install["isSlider"]))
            .ShouldBe((true, true, true, true));
        (install["lang"]!.ToString(), install["placement"]!.ToString()).ShouldBe(("en", "DEFAULT"));
        (Yes(Told["portal"]!["isInstall"]), Yes(Told["portal"]!["isFirstRun"])).ShouldBe((false, false));
    }

    [BrowserFact]
    public void Calls_batches_and_lists_reach_the_portal_under_the_products_own_policy()
    {
        var rest = Told["rest"]!;

        rest["profile"]!["NAME"]!.ToString().ShouldBe("Вера");
        Yes(rest["batch"]!["admin"]).ShouldBeTrue();
        rest["batch"]!["contact"]!["ID"]!.ToString().ShouldBe("1");
        rest["list"]!.Value<int>().ShouldBe(visit.Contacts);
        Yes(rest["added"]).ShouldBeTrue();
        visit.Lines.ShouldContain("sdk");
        rest["unknown"]!.ToString().ShouldBe("ERROR_METHOD_NOT_FOUND");
    }

    [BrowserFact]
    public void The_browser_has_nothing_to_complain_of_but_the_call_that_was_meant_to_fail() =>
        Told["complaints"]!.ShouldHaveSingleItem().ToString().ShouldContain("404");

    [BrowserFact]
    public void Title_scroll_and_sizes_are_echoed_and_seen()
    {
        var portal = Told["portal"]!;

        portal["title"]!["title"]!.ToString().ShouldBe("Lines: two, of three");
        portal["titleShown"]!.ToString().ShouldBe("Lines: two, of three");
        portal["scroll"]!["scroll"]!.Value<int>().ShouldBe(0);
        portal["fitted"]!["width"]!.Value<int>().ShouldBeGreaterThan(0);
        (portal["resized"]!["height"]!.Value<int>(), portal["height"]!.Value<int>()).ShouldBe((900, 900));
        Told["object"]!.ToString().ShouldBe("""mine:{"title":"By object"}""");
    }

    [BrowserFact]
    public void Tokens_are_renewed_and_options_are_kept_for_the_next_opening()
    {
        Yes(Told["portal"]!["renewed"]).ShouldBeTrue();
        Told["options"]!["colour"]!.ToString().ShouldBe("red");
        Told["options"]!["size"]!["of"]!.Value<int>().ShouldBe(12);
    }

    [BrowserFact]
    public void Dialogues_answer_and_paths_outside_the_portal_s_list_are_refused()
    {
        var portal = Told["portal"]!;

        portal["user"]!["id"]!.ToString().ShouldBe("1");
        portal["users"]!.Value<int>().ShouldBe(4);
        portal["access"]!.Select(right => right["id"]!.ToString()).ShouldBe(["U1"]);
        portal["cards"]!["contact"]![0]!["id"]!.ToString().ShouldBe("C_1");
        Yes(portal["path"]!["isClose"]).ShouldBeTrue();
        portal["stranger"]!["errorCode"]!.ToString().ShouldBe("PATH_NOT_AVAILABLE");
        Yes(portal["messenger"]!["isSafely"]).ShouldBeTrue();
    }

    [BrowserFact]
    public void A_slider_of_the_app_has_its_own_options_and_its_opener_hears_when_it_is_closed()
    {
        var slider = Told["slider"]!;

        (slider["options"]!["line"]!.ToString(), slider["options"]!["IFRAME"]!.ToString()).ShouldBe(("7", "Y"));
        slider["frames"]!.Value<int>().ShouldBe(1);
    }

    [BrowserFact]
    public void A_place_with_events_tells_of_them_to_whoever_has_bound_them()
    {
        Told["portal"]!["interface"]!["event"]!.ShouldBeEmpty();
        Told["events"]!["placement"]!.ToString().ShouldBe("CALL_CARD");
        Told["events"]!["interface"]!["event"]!.Values<string>().ShouldContain("CallCard::EntityChanged");
        Told["events"]!["heard"]!["id"]!.Value<int>().ShouldBe(7);
    }

    private static bool Yes(JToken? token) => token!.Value<bool>();
}
