using System.Text;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>Tables of recipients, as people have them.</summary>
public sealed class RecipientFileTests : OwnMailingWorld
{
    private const string Names = "PHONE;Имя клиента;TEXT\n+79991000000;Анна;\n+7 999 100-00-01;Борис;Заказ готов\n";

    [Fact]
    public async Task A_table_names_recipients_with_their_fields_and_texts()
    {
        var made = await MakeAsync(new { kind = "file", text = "{Привет|Привет}, {{ Имя_клиента }}!" });

        var taken = await SendAsync(made, Names, "?name=clients.csv");
        await StartAsync(made);
        await PourAsync();

        (taken.Status, (int)taken["accepted"]!, (int)taken["duplicates"]!, (int)taken["rejectedCount"]!).ShouldBe((200, 2, 0, 0));
        (taken["encoding"]!.ToString(), taken["delimiter"]!.ToString(), taken["name"]!.ToString()).ShouldBe(("utf-8", ";", "clients.csv"));
        taken["columns"]!.Select(column => ($"{column["name"]}", $"{column["use"]}", (string?)column["field"])).ShouldBe(
            [("PHONE", "phone", null), ("Имя клиента", "field", "Имя_клиента"), ("TEXT", "text", null)]);
        (await AllAsync()).Select(message => (message.RawTo, message.Text)).ShouldBe(
            [("+79991000000", "Привет, Анна!"), ("+79991000001", "Заказ готов")]);
        made["kind"]!.ToString().ShouldBe("file");
    }

    [Theory]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-16", true, "utf-16le")]
    [InlineData("utf-16BE", true, "utf-16be")]
    [InlineData("windows-1251", false, "windows-1251")]
    public async Task Its_letters_are_read_as_the_program_that_wrote_them_meant_them(string name, bool marked, string found)
    {
        var encoding = name == "windows-1251" ? CodePagesEncodingProvider.Instance.GetEncoding(1251)! : Encoding.GetEncoding(name);
        byte[] table = [.. marked ? encoding.GetPreamble() : [], .. encoding.GetBytes(Names)];
        var made = await MakeAsync(new { text = "Привет, {{ Имя_клиента }}" });

        var taken = await Admin().SendTableAsync($"campaigns/{made["id"]}/files", table);
        await StartAsync(made);
        await PourAsync();

        (taken["encoding"]!.ToString(), (int)taken["accepted"]!).ShouldBe((found, 2), taken.Body.ToString());
        (await AllAsync())[0].Text.ShouldBe("Привет, Анна");
    }

    [Theory]
    [InlineData("PHONE,NAME\n+79991000000,\"a;b\"\n", ",", 1)]
    [InlineData("PHONE\tNAME\n+79991000000\tA, B; C\n", "\t", 1)]
    [InlineData("+79991000000\n+79991000001\n", null, 2)]
    [InlineData("sep=|\nPHONE|NAME\n+79991000000|Anna\n", "|", 1)]
    [InlineData("\n\nPHONE;NAME\r+79991000000;\"two\r\nlines \"\"quoted\"\"\"\r+79991000001;5\" pipe\r", ";", 2)]
    [InlineData("A;B\nAnna;+79991000000\nBoris;+79991000001\n", ";", 2)]
    [InlineData("79991000000;Anna\n79991000001;Boris\n", ";", 2)]
    public async Task Delimiter_header_and_column_of_numbers_are_found(string table, string? delimiter, int accepted)
    {
        var made = await MakeAsync(new { text = "Hello" });

        var taken = await SendAsync(made, table);

        ((string?)taken["delimiter"], (int?)taken["accepted"]).ShouldBe((delimiter, accepted), taken.Body.ToString());
    }

    [Fact]
    public async Task What_was_found_wrongly_is_said_and_the_table_sent_again()
    {
        var made = await MakeAsync(new { text = "Hello, {{ Name }}" });
        const string table = "Name;Office;Private\nAnna;+74951234567;+79991000000\n";

        (await SendAsync(made, table))["columns"]![1]!["use"]!.ToString().ShouldBe("phone");
        var file = (await Admin().GetAsync($"campaigns/{made["id"]}/files")).Items[0]["file"];
        (await Admin().DeleteAsync($"campaigns/{made["id"]}/files/{file}?unsent=remove"))["removed"]!.ToObject<int>().ShouldBe(1);
        (await SendAsync(made, table, "?phone=Private&delimiter=%3B&encoding=utf-8"))["columns"]![2]!["use"]!.ToString().ShouldBe("phone");
        await StartAsync(made);
        await PourAsync();

        (await AllAsync()).Select(message => (message.RawTo, message.Text)).ShouldBe([("+79991000000", "Hello, Anna")]);
    }

    [Fact]
    public async Task Rows_that_cannot_be_taken_stop_no_other_and_can_be_mended()
    {
        var made = await MakeAsync(new { text = "Hello" });

        var taken = await SendAsync(
            made, "PHONE;NAME;TEXT\n+79991000000;Anna;\n;Boris;\n\n12;=1+1;\n+79991000002;Eva;{a|\n9,1E+10;x;\n");

        ((int)taken["accepted"]!, (int)taken["rejectedCount"]!).ShouldBe((1, 4));
        taken["rejected"]!.Select(row => ((int)row["row"]!, $"{row["value"]}", $"{row["reason"]}")).ShouldBe(
            [(3, "", "required"), (5, "12", "invalid_number"), (6, "{a|", "spintax_invalid"), (7, "9,1E+10", "invalid_number")]);
        var bad = await Admin().GetAsync($"campaigns/{made["id"]}/files/{taken["file"]}/rejected.csv", ("Accept-Language", "ru"));
        bad["table"]!.ToString().Split("\r\n")[..4].ShouldBe(
        [
            "ROW;REASON;PHONE;NAME;TEXT", "3;Номера нет.;;Boris;",
            "5;Это не номер, на который можно написать.;12;'=1+1;", "6;Скобки вариантов в тексте не сходятся.;+79991000002;Eva;{a|",
        ]);
    }

    [Fact]
    public async Task The_first_of_a_number_wins_across_files_and_calls()
    {
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(1) });

        var first = await SendAsync(made, "PHONE;TEXT\n+79991000000;A\n+79991000001;B\n+79991000001;C\n");
        var second = await SendAsync(made, "PHONE;TEXT\n+79991000001;D\n+79991000002;E\n");
        await StartAsync(made);
        await PourAsync();

        ((int)first["accepted"]!, (int)first["duplicates"]!, (int)second["accepted"]!, (int)second["duplicates"]!).ShouldBe((1, 2, 1, 1));
        (await AllAsync()).Select(message => message.Text).ShouldBe(["Hello", "B", "E"]);
        (await Admin().GetAsync($"campaigns/{made["id"]}/files")).Items.Select(file => (int)file["accepted"]!).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task A_second_file_joins_a_mailing_that_runs_and_one_of_one_that_is_over_does_not()
    {
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(1), start = true });
        await PourAsync();

        (await SendAsync(made, "PHONE\n+79991000000\n+79991000005\n"))["accepted"]!.ToObject<int>().ShouldBe(2);
        await PourAsync();
        (await AllAsync()).Select(message => (message.RawTo, message.State, message.Reason)).ShouldBe(
        [
            ("+79991000000", MessageState.Queued, null), ("+79991000000", MessageState.Suppressed, Reason.DuplicateInCampaign),
            ("+79991000005", MessageState.Queued, null),
        ]);

        await Admin().PostAsync($"campaigns/{made["id"]}/clear");
        (await SendAsync(made, "PHONE\n+79991000006\n")).Code.ShouldBe("wrong_state");
    }

    [Theory]
    [InlineData("remove", 2, "Cleared")]
    [InlineData("keep", 0, "Queued")]
    public async Task A_deleted_file_takes_its_unsent_recipients_along_or_leaves_them(string unsent, int removed, string state)
    {
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(1) });
        var file = (await SendAsync(made, "PHONE\n+79991000001\n+79991000002\n"))["file"];
        await StartAsync(made);
        await PourAsync();

        var path = $"campaigns/{made["id"]}/files/{file}";
        (await Admin().DeleteAsync(path)).Field.ShouldBe("unsent");
        var deleted = await Admin().DeleteAsync($"{path}?unsent={unsent}");

        (deleted.Status, (int)deleted["removed"]!).ShouldBe((200, removed));
        (await AllAsync()).Select(message => message.State).ShouldBe(
            [MessageState.Queued, Enum.Parse<MessageState>(state), Enum.Parse<MessageState>(state)]);
        (await Admin().GetAsync($"campaigns/{made["id"]}/files")).Items.ShouldBeEmpty();
        (await Admin().DeleteAsync($"{path}?unsent=remove")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("", "empty_table", null)]
    [InlineData("\n\n", "empty_table", null)]
    [InlineData("PHONE;NAME\n", "no_recipients", null)]
    [InlineData("PHONE;NAME\nnobody;x\n;\n", "no_recipients", null)]
    [InlineData("NAME;CITY\nAnna;Minsk\n", "no_phone_column", "phone")]
    [InlineData("PHONE;NAME\n+79991000000;\"Anna\n+79991000001;Boris\n", "unclosed_quote", null)]
    [InlineData("P\0H\0O\0N\0E\0\n\0+\07\09\0", "unmarked_utf", "encoding")]
    public async Task A_table_that_cannot_be_read_says_why_and_leaves_nothing(string table, string code, string? field)
    {
        var made = await MakeAsync(new { text = "Hello" });

        var refused = await SendAsync(made, table);

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field), refused.Body.ToString());
        if (code == "unclosed_quote") refused["position"]!.ToObject<int>().ShouldBe(2);
        (await WriteAsync(turn => turn.Query("SELECT phone FROM recipients", row => row.GetString(0)))).ShouldBeEmpty();
        (await WriteAsync(turn => turn.Query("SELECT actor FROM recipient_files", row => row.GetString(0)))).ShouldBeEmpty();
        (await StartAsync(made)).Code.ShouldBe("no_recipients");
    }

    [Fact]
    public async Task What_is_too_large_is_refused_and_leaves_nothing()
    {
        var made = await MakeAsync(new { text = "Hello" });
        var wide = "PHONE" + new string(';', 200) + "\n+79991000000\n";
        var deep = "PHONE;NAME\n+79991000000;" + new string('a', 65_537) + "\n";
        var many = "PHONE\n" + string.Concat(Enumerable.Range(0, 100_001).Select(i => $"{Number(i % 7)}\n"));

        (await SendAsync(made, wide)).Code.ShouldBe("too_many_columns");
        (await SendAsync(made, deep)).Code.ShouldBe("cell_too_long");
        (await SendAsync(made, many)).Code.ShouldBe("too_many_rows");
        (await Admin().SendTableAsync($"campaigns/{made["id"]}/files", new byte[10 * 1024 * 1024])).Status.ShouldBe(413);
        (await Admin().PostAsync($"campaigns/{made["id"]}/files", new { })).Status.ShouldBe(415);
        foreach (var (query, field) in new[] { ("encoding=koi8-r", "encoding"), ("delimiter=ab", "delimiter"), ("phone=Nobody", "phone") })
            (await SendAsync(made, Names, $"?{query}")).Field.ShouldBe(field);

        (await ShowAsync(made))["recipients"]!.ToObject<int>().ShouldBe(0);
        (await WriteAsync(turn => turn.Query("SELECT phone FROM recipients", row => row.GetString(0)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_never_came_whole_is_never_sent_and_goes()
    {
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(1) });
        var (campaign, file) = (Guid.Parse($"{made["id"]}"), NewKey.At(Clock));
        await WriteAsync(turn => turn.Execute(
            """
            INSERT INTO recipient_files (portal_id, id, campaign_id, at, actor, encoding, columns, accepted, duplicates, rejected, state,
                                         touched_at)
            VALUES (@portal, @file, @campaign, @now, 'user 1', 'utf-8', '[]', 0, 0, 0, 'importing', @now)
            """,
            ("portal", new PortalId(Member)), ("file", file), ("campaign", campaign), ("now", Clock.GetUtcNow())));
        await WriteAsync(turn => RecipientBook.Add(
            turn, new PortalId(Member), campaign, file, [new NewRecipient("79991000009", null, null)], dedupe: true).Count);

        (await StartAsync(made)).Code.ShouldBe("import_running");
        (await SendAsync(made, Names)).Code.ShouldBe("import_running");
        Clock.Advance(RecipientLeavings.BrokenOff + TimeSpan.FromSeconds(1));
        await StartAsync(made);
        await PourAsync();
        await Get<RecipientLeavings>().FinishAsync(CancellationToken.None);

        (await AllAsync()).ShouldHaveSingleItem().RawTo.ShouldBe(Number(0));
        (await WriteAsync(turn => turn.Query("SELECT phone FROM recipients", row => row.GetString(0)))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("importing")]
    [InlineData("leaving")]
    public async Task Nobody_is_called_a_duplicate_of_a_row_that_may_still_go(string state)
    {
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(1) });
        var (campaign, file) = (Guid.Parse($"{made["id"]}"), NewKey.At(Clock));
        await WriteAsync(turn => turn.Execute(
            """
            INSERT INTO recipient_files (portal_id, id, campaign_id, at, actor, encoding, columns, accepted, duplicates, rejected, state,
                                         touched_at)
            VALUES (@portal, @file, @campaign, @now, 'user 1', 'utf-8', '[]', 0, 0, 0, @state, @now)
            """,
            ("portal", new PortalId(Member)), ("file", file), ("campaign", campaign), ("now", Clock.GetUtcNow()), ("state", state)));
        await WriteAsync(turn => RecipientBook.Add(
            turn, new PortalId(Member), campaign, file, [new NewRecipient("79991000009", null, null)], dedupe: true).Count);
        // Broken off, and not tidied up yet.
        Clock.Advance(RecipientLeavings.BrokenOff + TimeSpan.FromSeconds(1));

        (await SendAsync(made, "PHONE\n+79991000009\n")).Code.ShouldBe("import_running");
        (await NameAsync(made, "+79991000009")).Code.ShouldBe("import_running");
        await Get<RecipientLeavings>().FinishAsync(CancellationToken.None);

        ((int)(await SendAsync(made, "PHONE\n+79991000009\n"))["accepted"]!).ShouldBe(1);
        ((int)(await NameAsync(made, "+79991000009"))["duplicates"]!).ShouldBe(1);
    }

    private Task<Answer> NameAsync(Answer made, string number) =>
        Admin().PostAsync($"campaigns/{made["id"]}/recipients", new { recipients = new[] { number } });

    [Fact]
    public async Task An_erased_number_is_in_no_row_of_a_file_any_more()
    {
        var made = await MakeAsync(new { text = "Hello" });
        await SendAsync(made, "PHONE;NOTE\n+79991000000;x\nbad;call +7 999 100-00-00\n");

        await Admin().PostAsync("erasures", new { phone = "+79991000000" });

        (await WriteAsync(turn => turn.Query("SELECT phone FROM recipients", row => row.GetString(0)))).ShouldBeEmpty();
        (await WriteAsync(turn => turn.Query("SELECT cells FROM rejected_recipients", row => row.GetString(0)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sample_is_a_table_that_can_be_taken()
    {
        var sample = await Admin().GetAsync("campaigns/sample.csv", ("Accept-Language", "ru"));
        var made = await MakeAsync(new { text = "Hello, {{ NAME }}" });

        (await SendAsync(made, sample["table"]!.ToString()))["accepted"]!.ToObject<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Only_own_mailings_take_tables()
    {
        var prepared = await Admin().PostAsync("campaigns", new { kind = "prepared", line = $"{Line.Id}", text = "Hello" });

        (await SendAsync(prepared, Names)).Code.ShouldBe("wrong_state");
    }

    private Task<Answer> SendAsync(Answer made, string table, string query = "") =>
        Admin().SendTableAsync($"campaigns/{made["id"]}/files{query}", Encoding.UTF8.GetBytes(table));
}
