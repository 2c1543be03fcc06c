using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Api;

/// <summary>A stop list comes as a table from wherever it was kept before, and goes as one.</summary>
public sealed class StopListFileTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("utf-8", ";", false)]
    [InlineData("utf-8", ",", true)]
    [InlineData("utf-8", "\t", false)]
    [InlineData("utf-16", ";", true)]
    [InlineData("windows-1251", ";", false)]
    public async Task A_table_is_read_whatever_program_wrote_it(string encoding, string separator, bool hasMark)
    {
        var letters = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var number = $"+7916600{encoding.Length:00}{separator[0] % 100:00}";
        var table = $"Reason{separator}comment{separator}phone\r\n\"Просил не писать\"{separator}x{separator}{number}\r\n";
        byte[] body = [.. hasMark ? letters.GetPreamble() : [], .. letters.GetBytes(table)];

        var answer = await ImportAsync(body);

        (answer.Status, Number(answer, "added"), Number(answer, "known"), Number(answer, "rejectedCount")).ShouldBe((200, 1, 0, 0));
        $"{(await FindAsync(number))[0]["reason"]}".ShouldBe("Просил не писать");
    }

    [Fact]
    public async Task Rows_that_cannot_be_taken_are_told_with_their_place_and_stop_no_other()
    {
        var table = """
            PHONE;REASON
            +79166010001;Asked
            nobody;Asked

            8 916 601 00 01;Again
            +79*;Everybody
            +7916602*;Test range
            "+79166010002;a quotation mark that nobody closed
            ;Nobody
            +79166010003;
            +79166010004;OPTED_OUT
            +7900*;OPTED_OUT

            """;

        var first = await ImportAsync(Encoding.UTF8.GetBytes(table));
        var second = await ImportAsync(Encoding.UTF8.GetBytes(table));

        (Number(first, "added"), Number(first, "known"), Number(first, "rejectedCount")).ShouldBe((4, 1, 5));
        first["rejected"]!.Select(row => $"{row["row"]} {row["reason"]}").ShouldBe(
            ["3 invalid_number", "6 mask_too_wide", "8 invalid_number", "9 required", "12 invalid_value"]);
        $"{first["rejected[0].value"]}".ShouldBe("nobody");
        $"{first["rejected[0].detail"]}".ShouldNotBeEmpty();
        (Number(second, "added"), Number(second, "known")).ShouldBe((0, 5));
        ($"{(await FindAsync("+79166010003"))[0]["reason"]}", $"{(await FindAsync("+79166010004"))[0]["kind"]}")
            .ShouldBe(("BLACKLISTED", "optOut"));
        (await world.Admin().GetAsync("audit?action=stop list imported")).Items.Select(entry => $"{entry["after"]}")
            .ShouldContain("added 4, known 1, rejected 5");
    }

    [Theory]
    [InlineData("", "columns_missing")]
    [InlineData("+79166010005\n", "columns_missing")]
    [InlineData("NUMBER;REASON\n+79166010005;Asked\n", "columns_missing")]
    public async Task A_table_that_does_not_name_its_columns_is_refused(string table, string code)
    {
        var refused = await ImportAsync(Encoding.UTF8.GetBytes(table));

        (refused.Status, refused.Code).ShouldBe((400, code));
        (await FindAsync("+79166010005")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_of_ten_megabytes_is_too_large_and_what_is_no_table_is_not_read()
    {
        var large = await ImportAsync(new byte[10 * 1024 * 1024]);
        var json = await world.Admin().PostAsync("suppressions/import", "{}");

        (large.Status, large.Code, json.Status, json.Code).ShouldBe((413, "payload_too_large", 415, "unsupported_media_type"));
        $"{json["detail"]}".ShouldContain("text/csv");
    }

    [Fact]
    public async Task What_is_taken_away_runs_no_formula_and_can_be_brought_back()
    {
        const string words = "=HYPERLINK(\"http://example.com\";\"here\")";
        await world.Admin().PostAsync("suppressions", new { phone = "+79166010006", reason = words });
        await world.Admin().PostAsync("suppressions", new { mask = "+7916603*", reason = "Test range" });

        var table = await world.Admin().GetAsync("suppressions/export.csv");
        var russian = await world.Admin().GetAsync("suppressions/export.csv?kind=optOut", ("Accept-Language", "ru"));

        table.ContentType.ShouldBe("text/csv; charset=utf-8");
        var text = $"{table["table"]}".TrimStart('\uFEFF');
        text.ShouldStartWith("PHONE,REASON\r\n");
        text.ShouldContain("+79166010006,\"'=HYPERLINK(\"\"http://example.com\"\";\"\"here\"\")\"\r\n");
        text.ShouldContain("+7916603*,Test range\r\n");
        $"{russian["table"]}".TrimStart('\uFEFF').ShouldStartWith("PHONE;REASON\r\n");
        $"{russian["table"]}".ShouldNotContain("79166010006");
        var back = await ImportAsync(Encoding.UTF8.GetBytes(text), ApiWorld.Theirs);
        Number(back, "rejectedCount").ShouldBe(0);
        $"{(await world.Admin(ApiWorld.Theirs).GetAsync("suppressions?q=79166010006")).Items[0]["reason"]}".ShouldBe(words);
    }

    private async Task<Answer> ImportAsync(byte[] table, string portal = ApiWorld.Ours) =>
        await world.Admin(portal).SendTableAsync("suppressions/import", table);

    private async Task<JArray> FindAsync(string q) =>
        (await world.Admin().GetAsync($"suppressions?q={Uri.EscapeDataString(q)}")).Items;

    private static int Number(Answer answer, string name) => answer[name]!.ToObject<int>();
}
