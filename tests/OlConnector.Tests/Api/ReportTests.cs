using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>Messages leave the house as files: whole, in words, harmless, and only to those who may see them.</summary>
public sealed class ReportTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [Fact]
    public async Task A_table_has_every_message_of_the_filter_in_words_of_the_reader()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await world.MessagesAsync(line, MessageState.Delivered, text: "Ваш заказ; \"готов\"\nзабирайте");
        await world.MessagesAsync(line, MessageState.Failed, reason: Reason.GatewayRecipient, phone: "79160000002");
        await world.MessagesAsync(line, MessageState.Sent);

        var all = await TableAsync($"reports/messages.csv?line={line.Id}", "ru");
        var failed = await TableAsync($"reports/messages.csv?line={line.Id}&state=failed", "en");

        all.ShouldStartWith("Принято (");
        all.ShouldContain(";Доставлено;");
        all.ShouldContain("\"Ваш заказ; \"\"готов\"\"\nзабирайте\"");
        all.ShouldContain("Шлюз отклонил получателя.;GATEWAY_RECIPIENT");
        all.TrimEnd().Split("\r\n").Length.ShouldBe(4);
        failed.ShouldContain("Failed;The gateway refused the recipient.;GATEWAY_RECIPIENT");
        failed.ShouldNotContain("Sent;");
    }

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("@SUM(1)")]
    public async Task What_is_exported_runs_no_formula_and_numbers_stay_numbers(string text)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, change: row => row.Name = "=1+1");
        await world.MessagesAsync(line, MessageState.Sent, text: text, phone: "79160000003");

        var table = await TableAsync($"reports/messages.csv?line={line.Id}", "en");
        var sheet = await SheetAsync($"reports/messages.xlsx?line={line.Id}");

        table.ShouldContain($"'{text}");
        table.ShouldContain(";'=1+1;");
        table.ShouldContain(";+79160000003;");
        sheet.ShouldContain("&apos;=1+1", Case.Sensitive, Unquoted(sheet));
        sheet.ShouldNotContain("<x:f>");
    }

    [Fact]
    public async Task A_long_report_has_each_message_once_in_the_order_in_which_they_came()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        for (var i = 0; i < 13; i++) await world.MessagesAsync(line, MessageState.Sent, 100, campaign, text: $"Letter {i:00}");

        var report = (await TableAsync($"campaigns/{campaign:N}/report.csv", "en")).TrimEnd().Split("\r\n").Skip(1).ToList();
        var newest = (await TableAsync($"reports/messages.csv?line={line.Id}", "en")).TrimEnd().Split("\r\n").Skip(1).ToList();
        var sheet = await SheetAsync($"campaigns/{campaign:N}/report.xlsx");

        report.Count.ShouldBe(1300);
        report.ShouldBeUnique();
        report[0].ShouldContain("Letter 00");
        report[^1].ShouldContain("Letter 12");
        newest.Count.ShouldBe(1300);
        newest.Order().ShouldBe(report.Order());
        (sheet.Split("<x:row").Length - 1).ShouldBe(1301, sheet[..Math.Min(900, sheet.Length)]);
    }

    [Fact]
    public async Task The_error_file_says_when_by_what_to_whom_and_why()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, change: row => row.Name = "Sales");
        var campaign = await world.CampaignAsync(line);
        await world.MessagesAsync(line, MessageState.Delivered, 2, campaign, phone: "79160000010");
        var failed = await world.MessagesAsync(line, MessageState.Failed, 1, campaign, phone: "79160000011", reason: Reason.GatewayMessage);
        await world.MessagesAsync(line, MessageState.Undelivered, 1, campaign, phone: "79160000012", reason: Reason.GatewayRecipient);
        await AnswerAsync(failed[0], "470", "Text\tnot\r\nallowed");

        var table = await TableAsync($"campaigns/{campaign:N}/errors.csv", "ru");
        var text = await TableAsync($"campaigns/{campaign:N}/errors.txt", "en");

        (table.Split(";Sales;").Length - 1).ShouldBe(2);
        table.ShouldContain("WhatsApp;Sales;+79160000011;Шлюз отклонил текст.;");
        table.ShouldContain("+79160000012;Шлюз отклонил получателя.;");
        var lines = text.TrimEnd().Split("\r\n");
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("Time (");
        lines[1].ShouldContain("WhatsApp\tSales\t+79160000011\tThe gateway refused the text.\t");
        lines[1].ShouldContain("470 Text not allowed");
    }

    [Fact]
    public async Task A_viewer_gets_neither_numbers_nor_texts()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await world.MessagesAsync(line, MessageState.Sent, text: "Dear Melpomena", phone: "79161112233");
        var viewer = await world.ProgramAsync(Role.Viewer);

        var table = $"{(await viewer.GetAsync($"reports/messages.csv?line={line.Id}"))["table"]}";

        table.ShouldContain("+7916***2233");
        table.ShouldNotContain("Melpomena");
        table.ShouldNotContain("79161112233");
    }

    [Fact]
    public async Task Who_is_limited_to_lines_gets_messages_of_those_only_and_no_foreign_mailing()
    {
        var (mine, other) = (await world.Product.LineAsync(ApiWorld.Ours), await world.Product.LineAsync(ApiWorld.Ours));
        await world.MessagesAsync(mine, MessageState.Sent, text: "On my line");
        await world.MessagesAsync(other, MessageState.Sent, text: "On another");
        var campaign = await world.CampaignAsync(other);
        var limited = await world.PersonAsync(Role.Marketer, mine);

        var table = $"{(await limited.GetAsync("reports/messages.csv"))["table"]}";
        var summary = await limited.GetAsync("reports/summary");

        table.ShouldContain("On my line");
        table.ShouldNotContain("On another");
        summary.Items.Select(row => $"{row["line"]}").ShouldBe([$"{mine.Id}"]);
        foreach (var file in new[] { "report.csv", "report.xlsx", "errors.csv", "errors.txt", "outcome", "cost" })
        {
            (await limited.GetAsync($"campaigns/{campaign:N}/{file}")).Status.ShouldBe(404, file);
            (await world.Admin(ApiWorld.Theirs).GetAsync($"campaigns/{campaign:N}/{file}")).Status.ShouldBe(404, file);
        }
    }

    [Fact]
    public async Task Whoever_takes_messages_out_is_written_down_and_a_refused_call_takes_none()
    {
        var campaign = await world.CampaignAsync(world.Line);
        var refused = await world.Admin().GetAsync("reports/messages.csv?from=02.12.2026");
        await world.Admin().GetAsync($"campaigns/{campaign:N}/errors.txt");

        var entries = (await world.Admin().GetAsync($"audit?action=messages exported&subject={campaign:N}")).Items;

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "invalid_value", "from"));
        refused.ContentType.ShouldBe("application/problem+json");
        $"{entries.ShouldHaveSingleItem()["after"]}".ShouldBe("errors.txt");
    }

    [Theory]
    [InlineData("reports/messages.csv")]
    [InlineData("reports/messages.csv?q=nobody")]
    public async Task A_table_has_the_mark_by_which_programs_know_its_letters(string path)
    {
        byte[] first = [];
        await world.Admin().CallAsync(HttpMethod.Get, path, body: null, response =>
        {
            response.Content.Headers.ContentDisposition!.ToString().ShouldBe("attachment; filename=\"messages.csv\"");
            first = [.. response.Content.ReadAsByteArrayAsync().Result.Take(3)];
        });

        first.ShouldBe(Encoding.UTF8.GetPreamble());
    }

    [Fact]
    public async Task An_empty_workbook_still_names_its_columns()
    {
        var campaign = await world.CampaignAsync(world.Line);

        (await SheetAsync($"campaigns/{campaign:N}/report.xlsx")).ShouldContain("Recipient");
    }

    [Fact]
    public async Task What_happened_to_a_mailing_is_told_by_state_reason_and_hour()
    {
        var campaign = await world.CampaignAsync(world.Line);
        await world.MessagesAsync(world.Line, MessageState.Delivered, 3, campaign);
        await world.MessagesAsync(world.Line, MessageState.Failed, 1, campaign, reason: Reason.InvalidNumber);
        await world.MessagesAsync(world.Line, MessageState.Suppressed, 2, campaign, reason: Reason.OptedOut);

        var outcome = await world.Admin().GetAsync($"campaigns/{campaign:N}/outcome");

        ((int)outcome["states.delivered"]!, (int)outcome["states.suppressed"]!).ShouldBe((3, 2));
        outcome["reasons"]!.Select(reason => $"{reason["reason"]} {reason["count"]}").ShouldBe(["OPTED_OUT 2", "INVALID_NUMBER 1"]);
        ((int)outcome["hours"]!.Single()["sent"]!).ShouldBe(3);
    }

    private async Task<string> TableAsync(string path, string language)
    {
        var answer = await world.Admin().GetAsync(path, ("Accept-Language", language));
        answer.Status.ShouldBe(200, answer.Body.ToString());
        return $"{answer["table"]}";
    }

    private async Task<string> SheetAsync(string path)
    {
        byte[] book = [];
        await world.Admin().CallAsync(HttpMethod.Get, path, body: null, response =>
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe(Workbook);
            using var copy = new MemoryStream();
            response.Content.ReadAsStream().CopyTo(copy);
            response.Content.ReadAsStream().Position = 0;
            book = copy.ToArray();
        });
        using var zip = new ZipArchive(new MemoryStream(book));
        using var sheet = new StreamReader(
            zip.Entries.Single(entry => entry.FullName.Contains("worksheets/sheet1", StringComparison.Ordinal)).Open());
        return await sheet.ReadToEndAsync();
    }

    private static string Unquoted(string sheet) => sheet[..Math.Min(2000, sheet.Length)];

    private Task AnswerAsync(Engine.MessageId message, string code, string text) =>
        world.Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            turn.Execute("UPDATE messages SET attempt = 1 WHERE id = @id", ("id", message));
            turn.Execute(
                """
                INSERT INTO attempts (portal_id, message_sequence, number, started_at, outcome, code, text)
                SELECT portal_id, sequence, 1, accepted_at, 'refused', @code, @text FROM messages WHERE id = @id
                """,
                ("code", code), ("text", text), ("id", message));
        });
}
