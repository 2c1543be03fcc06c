using Microsoft.Extensions.DependencyInjection;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Intake;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Keeping;

public sealed class ErasureTests : IAsyncLifetime
{
    private const string Phone = "79165550123";
    private const string Words = "Dear Melpomena";

    private readonly ApiWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Nothing_of_the_number_is_left_in_any_table_and_the_books_still_add_up()
    {
        foreach (var state in (MessageState[])[MessageState.Queued, MessageState.Held,
            MessageState.Delivered, MessageState.Unknown, MessageState.Failed, MessageState.Accepted])
            await _world.MessagesAsync(_world.Line, state, 2, text: Words, phone: Phone);
        await LeaveTracesAsync();
        Traces().ShouldNotBeEmpty("the search must find what is there");

        var answer = await _world.Admin().PostAsync("erasures", new { phone = "+7 916 555-01-23" });

        (answer.Status, (int)answer["messages"]!, (int)answer["ended"]!,
            (int)answer["inFlight"]!, (bool)answer["isSuppressed"]!).ShouldBe((200, 12, 8, 0, true));
        Traces().ShouldBeEmpty();
        (await RunAsync(turn => turn.Query("SELECT tail FROM client_replies", row => row.GetString(0)))).ShouldBeEmpty();
        var books = await _world.Admin().GetAsync($"reconciliation?line={_world.Line.Id}");
        ((long)books["received"]!, (long)books["states.cleared"]!,
            (long)books["states.delivered"]!, (long)books["difference"]!).ShouldBe((12, 6, 2, 0));
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Nothing_of_the_number_is_left_in_the_files_of_the_database()
    {
        await _world.MessagesAsync(_world.Line, MessageState.Delivered, 20, text: Words, phone: Phone);
        FilesWith(Phone).ShouldNotBeEmpty("the search must find what is there");

        await _world.Admin().PostAsync("erasures", new { phone = "+" + Phone });

        FilesWith(Phone).ShouldBeEmpty();
        FilesWith(Words).ShouldBeEmpty();
    }

    private string[] FilesWith(string words) =>
        [.. Directory.GetFiles(_world.Product.Services.GetRequiredService<DataDirectory>().Path, "olconnector.db*")
            .Where(file => ReadShared(file).Contains(words, StringComparison.Ordinal))];

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    [Fact]
    public async Task Other_numbers_and_other_portals_keep_theirs()
    {
        var neighbour = await _world.MessagesAsync(_world.Line, MessageState.Delivered, text: "Dear Klio", phone: "79165550124");
        var abroad = await _world.MessagesAsync(_world.TheirLine, MessageState.Delivered, text: Words, phone: Phone);
        await _world.MessagesAsync(_world.Line, MessageState.Delivered, text: Words, phone: Phone);

        await _world.Admin().PostAsync("erasures", new { phone = "+" + Phone });

        ((string?)(await _world.Admin().GetAsync($"messages/{neighbour[0]}"))["text"]).ShouldBe("Dear Klio");
        ((string?)(await _world.Admin(ApiWorld.Theirs).GetAsync($"messages/{abroad[0]}"))["text"]).ShouldBe(Words);
    }

    [Fact]
    public async Task A_kept_callback_of_somebody_else_stays()
    {
        await RunAsync(turn => { KeepCallback(turn, "From=%2B7+(916)+555-01-24"); return true; });

        await _world.Admin().PostAsync("erasures", new { phone = "+" + Phone });

        (await RunAsync(turn => turn.First("SELECT COUNT(*) FROM kept_callbacks", row => row.GetInt64(0)))).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_on_its_way_is_left_alone_until_the_call_is_repeated()
    {
        var ids = await _world.MessagesAsync(_world.Line, MessageState.Dispatching, text: Words, phone: Phone);

        var first = await _world.Admin().PostAsync("erasures", new { phone = "+" + Phone });
        await RunAsync(turn => turn.Execute("UPDATE messages SET state = 'sent' WHERE id = @id", ("id", ids[0])));
        var second = await _world.Admin().PostAsync("erasures", new { phone = "+" + Phone });

        ((int)first["messages"]!, (int)first["inFlight"]!).ShouldBe((0, 1));
        ((int)second["messages"]!, (int)second["inFlight"]!).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Who_opted_out_stays_opted_out()
    {
        await OptOutAsync();
        await _world.Admin().PostAsync("erasures", new { phone = "+" + Phone });

        var incoming = new IncomingMessage(
            _world.Line.Portal, _world.Line.Id, _world.Line.Code, "b24-late",
            MessageSource.Marketing, Traffic.Marketing, "+" + Phone, "Sale", null, null);
        await _world.Product.Services.GetRequiredService<Acceptance>().AcceptAsync(incoming);
        await _world.Product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);

        var late = (await _world.Admin().GetAsync("messages?q=b24-late")).Items.ShouldHaveSingleItem();
        ((string?)late["state"], (string?)late["reason"]).ShouldBe(("suppressed", "OPTED_OUT"));
    }

    [Fact]
    public async Task The_audit_names_who_erased_and_a_hash_instead_of_the_number()
    {
        await _world.Admin().PostAsync("erasures", new { phone = "+" + Phone });

        var entry = (await _world.Admin().GetAsync("audit")).Items.Single(item => (string?)item["action"] == "number erased");
        ((string?)entry["actor"])!.ShouldStartWith("user admin");
        ((string?)entry["subject"])!.ShouldMatch("^erased:[0-9a-f]{64}$");
    }

    [Fact]
    public async Task A_campaign_that_began_with_the_erased_text_goes_on_with_another_ones()
    {
        var campaign = await _world.CampaignAsync(_world.Line);
        await _world.MessagesAsync(_world.Line, MessageState.Sent, 1, campaign, Words, Phone);
        await _world.MessagesAsync(_world.Line, MessageState.Sent, 1, campaign, "Dear Klio", "79165550124");
        await RunAsync(turn => turn.Execute(
            "UPDATE campaigns SET first_text = @text, name = @name WHERE id = @id",
            ("text", Words), ("name", $"2026-03-02 09:00 {Words}"), ("id", campaign)));

        await _world.Admin().PostAsync("erasures", new { phone = "+" + Phone });

        var row = await RunAsync(turn => turn.First(
            "SELECT first_text, name FROM campaigns WHERE id = @id", found => (found.GetString(0), found.GetString(1)), ("id", campaign)));
        row.ShouldBe(("Dear Klio", "2026-03-02 09:00"));
    }

    [Theory]
    [InlineData(null, "required")]
    [InlineData("one", "invalid_number")]
    public async Task A_number_that_is_none_is_refused(string? phone, string code)
    {
        var answer = await _world.Admin().PostAsync("erasures", new { phone });

        (answer.Status, answer.Code, answer.Field).ShouldBe((400, code, "phone"));
    }

    [Fact]
    public async Task The_key_of_a_repeated_call_is_not_kept_as_it_was_written()
    {
        var admin = await _world.ProgramAsync(OlConnector.Engine.Portals.Role.Admin);
        var call = new { line = $"{_world.Line.Id}", to = "+" + Phone, text = Words };
        var first = await admin.PostAsync("messages", call, ("Idempotency-Key", $"order of {Phone}"));
        var again = await admin.PostAsync("messages", call, ("Idempotency-Key", $"order of {Phone}"));
        (first.Status, again["id"]!.ToString()).ShouldBe((202, first["id"]!.ToString()));

        await _world.Admin().PostAsync("erasures", new { phone = "+" + Phone });

        Traces().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_spool_could_not_store_goes_with_the_number_or_after_a_fortnight()
    {
        var leftovers = _world.Product.Services.GetRequiredService<SpoolLeftovers>();
        string Leave(string kind, string portal, string number)
        {
            var path = leftovers.NewPath(kind);
            File.WriteAllText(path, $$"""{"Portal":"{{portal}}","To":"{{number}}","Text":"{{Words}}"}""");
            return path;
        }

        string[] theirs = [Leave("rejected", ApiWorld.Ours, "8 (916) 555-01-23"), Leave("rest", ApiWorld.Ours, "+" + Phone)];
        string[] others = [Leave("rejected", ApiWorld.Ours, "+79165550124"), Leave("rejected", ApiWorld.Theirs, "+" + Phone)];

        await _world.Admin().PostAsync("erasures", new { phone = "+" + Phone });
        (theirs.Any(File.Exists), others.All(File.Exists)).ShouldBe((false, true));
        _world.Clock.Step(SpoolLeftovers.KeptFor);
        leftovers.ForgetOld();
        others.All(File.Exists).ShouldBeTrue();
        _world.Clock.Step(TimeSpan.FromSeconds(1));
        leftovers.ForgetOld();

        others.Any(File.Exists).ShouldBeFalse();
    }

    [Fact]
    public async Task A_report_that_names_the_number_in_its_other_form_goes_too()
    {
        await ParkAsync("true_5511987654321@c.us_1", text: null);
        await ParkAsync("true_551187654321@c.us_2", text: null);
        await ParkAsync("true_551187654322@c.us_3", text: null);

        await _world.Admin().PostAsync("erasures", new { phone = "+5511987654321" });

        (await RunAsync(turn => turn.Query("SELECT gateway_message_id FROM parked_callbacks", row => row.GetString(0))))
            .ShouldBe(["true_551187654322@c.us_3"]);
    }

    private Task ParkAsync(string gateway, string? text) => RunAsync(turn => turn.Execute(
        "INSERT INTO parked_callbacks (portal_id, id, line_id, gateway_message_id, status, text, at)"
        + " VALUES (@portal, @id, @line, @gateway, 'delivered', @text, 0)",
        ("portal", _world.Line.Portal), ("id", NewKey.At(_world.Clock)), ("line", _world.Line.Id), ("gateway", gateway), ("text", text)));

    private async Task LeaveTracesAsync()
    {
        await OptOutAsync();
        await _world.Product.Services.GetRequiredService<AuditTrail>().WriteAsync(
            _world.Line.Portal, "recipient", "opted out", PhoneNumber.FromDigits(Phone).ToString());
        await ParkAsync($"false_{Phone}@c.us_2", text: null);
        await ParkAsync("g3", $"no route to +{Phone}");
        await RunAsync(turn =>
        {
            turn.Execute("UPDATE messages SET phone = NULL, text = NULL WHERE state = 'accepted'");
            turn.Execute("UPDATE messages SET bindings = @bindings, gateway_message_id = @gateway WHERE state IN ('delivered', 'unknown')",
                ("bindings", $"[\"{Phone}\"]"), ("gateway", $"true_{Phone}@c.us_1"));
            turn.Execute(
                "INSERT INTO attempts (message_sequence, number, portal_id, started_at, text)"
                + " SELECT sequence, 1, portal_id, accepted_at, @text FROM messages", ("text", $"no route to {Phone}"));
            turn.Execute(
                "INSERT INTO known_numbers (portal_id, gateway_kind, phone, is_on_network, checked_at)"
                + " VALUES (@portal, 'sandbox', @phone, @yes, 0)",
                ("portal", _world.Line.Portal), ("phone", Phone), ("yes", true));
            turn.Execute(
                "INSERT INTO conversations (portal_id, line_id, phone, tail, last_inbound_at)"
                + " VALUES (@portal, @line, @phone, '65550123', 0)",
                ("portal", _world.Line.Portal), ("line", _world.Line.Id), ("phone", Phone));
            ClientReplies.Note(turn, _world.Line.Portal, _world.Line.Id, PhoneNumber.FromDigits(Phone), _world.Clock.GetUtcNow());
            foreach (var body in (string[])[$$"""{"from":"{{Phone}}@c.us"}""",
                "From=%2B7+(916)+555-01-23", $"79165550124 {Words}, {Phone}"]) KeepCallback(turn, body);
            return turn.Execute(
                "INSERT INTO parked_callbacks (portal_id, id, line_id, gateway_message_id, status, at)"
                + " VALUES (@portal, @id, @line, @gateway, 'delivered', 0)",
                ("portal", _world.Line.Portal), ("id", NewKey.At(_world.Clock)),
                ("line", _world.Line.Id), ("gateway", $"true_{Phone}@c.us_1"));
        });
    }

    private void KeepCallback(WriteTurn turn, string body) => KeptCallbacks.Keep(
        turn, new KeptCallback
        {
            PortalId = _world.Line.Portal,
            Id = NewKey.At(_world.Clock),
            LineId = _world.Line.Id,
            GatewayKind = "sandbox",
            At = _world.Clock.GetUtcNow(),
            Why = "",
            Body = body,
            Length = body.Length,
        });

    private Task OptOutAsync() => RunAsync(turn => turn.Execute(
        "INSERT INTO suppressed_numbers (portal_id, phone, reason, at, by) VALUES (@portal, @phone, 'OPTED_OUT', 0, 'recipient')",
        ("portal", _world.Line.Portal), ("phone", Phone)));

    /// <summary>Every column of every table, searched for the number and the words.</summary>
    private List<string> Traces() =>
    [
        .. DatabaseReading.Cells(_world.Product.Services.GetRequiredService<Database>()).Where(cell =>
            ((string[])[Phone, "555-01-23", "***0123", "Melpomena"]).Any(trace => cell.Contains(trace, StringComparison.Ordinal))),
    ];

    private Task<T> RunAsync<T>(Func<WriteTurn, T> work) => _world.Product.Services.GetRequiredService<Writer>().RunAsync(work);
}
