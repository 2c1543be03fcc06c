using OlConnector.Bitrix24.Installing;
using OlConnector.Engine;
using OlConnector.Web.Limits;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Who knocks at the pages and events of portals with nothing true in hand keeps nobody else out.</summary>
public sealed class KnockingTests : Bitrix24World
{
    private string Events => $"{Product.Url}/b24/events";

    [Fact]
    public async Task A_token_that_was_refused_a_moment_ago_is_not_asked_about_again()
    {
        await InstallAsync();

        for (var i = 0; i < 20; i++) (await OpenAsync(new string('a', 70))).ShouldBe(403);
        var asked = Asked();
        Clock.Advance(TimeSpan.FromMinutes(2));
        (await OpenAsync(new string('a', 70))).ShouldBe(403);

        asked.ShouldBe(1);
        Asked().ShouldBe(2);

        // Care of the portal asks in the same time, with tokens that are known.
        int Asked() => Cloud.Authorization.Calls.Seen.Count(call => call.Error.Length > 0);
    }

    [Fact]
    public async Task Events_of_many_portals_behind_one_address_are_all_taken_and_forged_ones_are_told_to_wait()
    {
        await InstallAsync();
        var genuine = Portal.Events.Body("ONAPPTEST", [], Portal.Events.AuthWithoutTokens());
        var auth = Portal.Events.AuthWithoutTokens();
        auth["application_token"] = "wrong";
        var forged = Portal.Events.Body("ONAPPTEST", [], auth);

        for (var i = 0; i < 2 * Strangers.Burst; i++) (await Portal.Events.PostAsync(Events, genuine)).Status.ShouldBe(200);
        for (var i = 0; i < Strangers.Burst; i++) (await Portal.Events.PostAsync(Events, forged)).Status.ShouldBe(403);

        (await Portal.Events.PostAsync(Events, forged)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task People_of_a_portal_who_share_their_address_with_somebody_loud_all_get_in()
    {
        await InstallAsync();

        for (var i = 0; i < Strangers.Burst - 1; i++) (await OpenAsync(new string('a', 70))).ShouldBe(403);

        for (var i = 0; i < 15; i++)
        {
            var (url, form) = Portal.Frame.Prepare("/b24/app", Portal.Employee);
            (await Portal.Frame.PostAsync(url, form)).Status.ShouldBe(200);
        }

        (await OpenAsync(new string('a', 70))).ShouldBe(403);
        (await OpenAsync(new string('a', 70))).ShouldBe(429);
    }

    [Fact]
    public void A_known_portal_finds_a_place_however_many_strangers_have_theirs()
    {
        var places = new VerificationPlaces();
        var strangers = Enumerable.Range(0, 100).Select(_ => places.TryEnter(portal: null)).ToList();
        var loud = Enumerable.Range(0, 100).Select(_ => places.TryEnter(new PortalId("loud"))).ToList();

        (strangers.Count(place => place is not null), loud.Count(place => place is not null))
            .ShouldBe((VerificationPlaces.OfUnknown, VerificationPlaces.OfOnePortal));
        places.TryEnter(new PortalId("ours")).ShouldNotBeNull().Dispose();
        loud[0]!.Dispose();
        places.TryEnter(new PortalId("loud")).ShouldNotBeNull();
        var others = Enumerable.Range(0, 100).Select(i => places.TryEnter(new PortalId($"other{i}"))).ToList();
        others.Count(place => place is not null)
            .ShouldBe(VerificationPlaces.All - VerificationPlaces.OfUnknown - VerificationPlaces.OfOnePortal);
        strangers[0]!.Dispose();
        places.TryEnter(new PortalId("late")).ShouldNotBeNull();
    }

    private async Task<int> OpenAsync(string token)
    {
        var (url, form) = Portal.Frame.Prepare("/b24/app", Portal.Admin);
        form["AUTH_ID"] = token;
        return (await Portal.Frame.PostAsync(url, form)).Status;
    }
}
