using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Lines;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>A line that stands still says why, since when and what to do; all of them go on by one call.</summary>
public sealed class FrozenLineTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("ru", "Восстановите подключение, затем возобновите линию.")]
    [InlineData("en", "Repair the connection, then resume the line.")]
    public async Task A_frozen_line_says_why_since_when_and_what_to_do(string language, string whatToDo)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, change: row => row.Connection = LineConnection.Connected);
        var connections = world.Product.Services.GetRequiredService<LineConnections>();
        await connections.NoteAsync(line.Portal, line.Id, new ConnectionReport(LineConnection.Blocked, "banned"));
        await connections.NoteAsync(line.Portal, line.Id, new ConnectionReport(LineConnection.Connected));

        var shown = await world.Person("7").GetAsync($"lines/{line.Id}", ("Accept-Language", language));

        (shown["state"]!.ToString(), shown["frozenReason"]!.ToString(), shown["connection"]!.ToString())
            .ShouldBe(("frozen", Reason.LineFrozen, "connected"));
        (shown["frozenText"]!.ToString(), shown["whatToDo"]!.ToString()).ShouldBe(("banned", whatToDo));
        shown["frozenAt"]!.Value<DateTime>().ToUniversalTime().ShouldBe(world.Clock.GetUtcNow().UtcDateTime);
    }

    [Theory]
    [InlineData("The gateway's host name is not known.", "ru", "Такого имени сервера нет: проверьте адрес шлюза.")]
    [InlineData("The gateway's host name is not known.", "en", "The gateway's host name is not known.")]
    [InlineData("The gateway answered 502 to the question for its state.", "ru", "На вопрос о состоянии шлюз ответил 502.")]
    [InlineData("Session expired", "ru", "")]
    public async Task What_the_app_found_out_by_itself_is_told_in_the_readers_language_and_a_vendors_words_are_not(
        string text, string language, string said)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, change: row => row.Connection = LineConnection.Connected);
        var connections = world.Product.Services.GetRequiredService<LineConnections>();
        await connections.NoteAsync(line.Portal, line.Id, new ConnectionReport(LineConnection.NeedsLogin, text));

        var shown = await world.Person("7").GetAsync($"lines/{line.Id}", ("Accept-Language", language));

        (shown["connectionText"]!.ToString(), shown["frozenText"]!.ToString()).ShouldBe((text, text));
        (shown["connectionSaid"]!.ToString(), shown["frozenSaid"]!.ToString()).ShouldBe((said, said));
    }

    [Fact]
    public async Task A_line_that_moves_has_nothing_of_the_kind()
    {
        var shown = await world.Person("7").GetAsync($"lines/{world.Line.Id}");

        foreach (var field in new[] { "frozenReason", "frozenText", "frozenSaid", "frozenAt", "whatToDo" })
            shown[field]!.Type.ShouldBe(JTokenType.Null, field);
    }

    [Fact]
    public async Task One_call_resumes_all_frozen_lines_of_the_caller_and_leaves_paused_ones_paused()
    {
        const string portal = "00000000000000000000000000000077";
        var (gone, broken) = (await FrozenAsync(portal, Reason.PortalGone), await FrozenAsync(portal, Reason.LineFrozen));
        var paused = await world.Product.LineAsync(portal, change: row => row.State = LineState.Paused);
        var theirs = await FrozenAsync("00000000000000000000000000000078", Reason.LineFrozen);
        var admin = world.Admin(portal);

        var answer = await admin.PostAsync("lines/resume");
        var again = await admin.PostAsync("lines/resume");

        answer["resumed"]!.Select(id => id.ToString()).ShouldBe([$"{gone.Id}", $"{broken.Id}"], ignoreOrder: true);
        (answer["stillFrozen"]!.Count(), again["resumed"]!.Count()).ShouldBe((0, 0));
        (await admin.GetAsync($"lines/{paused.Id}"))["state"]!.ToString().ShouldBe("paused");
        (await world.Admin("00000000000000000000000000000078").GetAsync($"lines/{theirs.Id}"))["state"]!.ToString().ShouldBe("frozen");
    }

    [Fact]
    public async Task Lines_of_a_portal_that_has_not_paid_stay_frozen_and_are_named()
    {
        const string portal = "00000000000000000000000000000079";
        var line = await FrozenAsync(portal, Reason.PortalUnpaid, row => row.State = PortalState.Unpaid);

        var answer = await world.Admin(portal).PostAsync("lines/resume");

        answer["resumed"]!.ShouldBeEmpty();
        answer["stillFrozen"]!.Select(id => id.ToString()).ShouldBe([$"{line.Id}"]);
    }

    [Theory]
    [InlineData(401, "needsLogin", "The sandbox asks for a login. First check the gateway's settings, or log in again")]
    [InlineData(403, "blocked", "The sandbox has blocked the line. First have the gateway lift the block")]
    public async Task A_line_whose_gateway_says_that_it_cannot_send_is_not_resumed_before_that_is_mended(
        int status, string connection, string said)
    {
        await using var gateway = await ScriptedServer.StartAsync(world.Clock);
        gateway.Usually = _ => Reply.Text(status, "{}");
        var line = await BrokenAsync("sandbox", $$"""{"baseUrl":"{{gateway.Url}}"}""");

        var refused = await world.Admin().PostAsync($"lines/{line.Id}/resume");
        var all = await world.Admin().PostAsync("lines/resume");
        var shown = await world.Admin().GetAsync($"lines/{line.Id}");
        gateway.Usually = _ => Reply.Text(200, "{}");
        var resumed = await world.Admin().PostAsync($"lines/{line.Id}/resume");

        (refused.Status, refused.Code).ShouldBe((409, "wrong_state"));
        refused["detail"]!.ToString().ShouldContain(said);
        all["stillFrozen"]!.Select(id => id.ToString()).ShouldContain($"{line.Id}");
        (shown["state"]!.ToString(), shown["connection"]!.ToString()).ShouldBe(("frozen", connection));
        (resumed.Status, resumed["state"]!.ToString()).ShouldBe((200, "active"));
    }

    [Fact]
    public async Task A_line_under_suspicion_of_spam_goes_on_when_a_person_says_so()
    {
        await using var gateway = await ScriptedServer.StartAsync(world.Clock);
        gateway.Usually = _ => Reply.Json(200, """{"stateInstance":"yellowCard"}""");
        var line = await BrokenAsync(
            "green-api", $$"""{"apiUrl":"{{gateway.Url}}","idInstance":"1101000001","apiTokenInstance":"token"}""");

        var resumed = await world.Admin().PostAsync($"lines/{line.Id}/resume");

        (resumed["state"]!.ToString(), resumed["connection"]!.ToString()).ShouldBe(("active", "suspectedSpam"));
    }

    [Fact]
    public async Task Marketers_do_not_resume_lines() =>
        (await (await world.PersonAsync(Role.Marketer)).PostAsync("lines/resume")).Status.ShouldBe(403);

    private Task<GivenLine> BrokenAsync(string kind, string settings) => world.Product.LineAsync(
        ApiWorld.Ours, kind: kind, settings: settings, change: row => (row.State, row.FrozenReason, row.FrozenAt) =
            (LineState.Frozen, Reason.LineFrozen, world.Clock.GetUtcNow()));

    private Task<GivenLine> FrozenAsync(string portal, string reason, Action<Portal>? changePortal = null) => world.Product.LineAsync(
        portal, change: row => (row.State, row.FrozenReason, row.FrozenAt) = (LineState.Frozen, reason, world.Clock.GetUtcNow()),
        changePortal: changePortal);
}
