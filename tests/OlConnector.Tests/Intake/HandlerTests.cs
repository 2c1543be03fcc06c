using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Intake;

/// <summary>
/// HANDLER calls as Bitrix24 makes them (docs/bitrix24.md), against the real host. Nothing is dispatched: the clock stands still.
/// </summary>
public sealed class HandlerTests : IAsyncLifetime
{
    private const string Member = "3b7f0c9de1a24586b0f7d2c4a9e81635";
    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private Product _product = null!;
    private GivenLine _line = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(_clock, settings: [("Dispatching:Enabled", "false")]);
        _line = await _product.LineAsync(Member);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_card_message_is_stored_with_its_bindings_and_author()
    {
        (await PostAsync(
            "module_id=crm&bindings%5B0%5D%5BOWNER_TYPE_ID%5D=2&bindings%5B0%5D%5BOWNER_ID%5D=1502&bindings%5B1%5D%5BOWNER_TYPE_ID%5D=3"
            + "&bindings%5B1%5D%5BOWNER_ID%5D=318"
            + "&type=SMS&message_id=a1&message_to=%2B79161234567"
            + "&message_body=%D0%90%D0%BD%D0%BD%D0%B0%21%0A1+500+%E2%82%BD+%2B+50%25+%F0%9F%91%8D&ts=1786437612"
            + $"&auth%5Bmember_id%5D={Member}&auth%5Buser_id%5D=27&auth%5Bapplication_token%5D={Given.ApplicationToken}")).ShouldBe(
                HttpStatusCode.OK);

        var message = await OnlyAsync();
        message.ShouldSatisfyAllConditions(
            () => message.Template.ShouldBe("Анна!\n1 500 ₽ + 50% 👍"),
            () => message.Bindings.ShouldBe("2:1502,3:318"), () => message.Author.ShouldBe("27"),
            () => message.RawTo.ShouldBe("+79161234567"), () => message.Traffic.ShouldBe(Traffic.Direct),
            () => message.PortalMessageId.ShouldBe("a1"));
    }

    /// <summary>PHP sends lists with the keys that they have.</summary>
    [Theory]
    [InlineData("[0]", "[2]", "2:55,3:319")]
    [InlineData("[deal]", "[client]", "2:55,3:319")]
    [InlineData("[]", "[7]", "2:55,3:319")]
    public async Task Bindings_are_read_whatever_their_keys(string deal, string client, string read)
    {
        await PostAsync(
            $"module_id=crm&bindings{deal}[OWNER_TYPE_ID]=2&bindings{deal}[OWNER_ID]=55&bindings{client}[OWNER_ID]=319"
            + $"&bindings{client}[OWNER_TYPE_ID]=3&bindings[lost][OWNER_ID]=1&message_id=k&message_to=%2B79161234567&message_body=x");

        (await OnlyAsync()).Bindings.ShouldBe(read);
    }

    [Theory]
    [InlineData("CCrmDocumentLead", "LEAD_771", "1:771")]
    [InlineData("Bitrix%5CCrm%5CIntegration%5CBizProc%5CDocument%5CDynamic", "DYNAMIC_183_12", "183:12")]
    [InlineData("Bitrix%5CCrm%5CIntegration%5CBizProc%5CDocument%5CSmartInvoice", "SMART_INVOICE_5", "31:5")]
    [InlineData("CCrmDocumentDeal", "DEAL_x", null)]
    public async Task A_robots_document_is_its_binding(string documentClass, string document, string? binding)
    {
        await PostAsync(
            $"module_id=bizproc&workflow_id=68.4&document_id%5B0%5D=crm"
            + $"&document_id%5B1%5D={documentClass}&document_id%5B2%5D={document}&message_id=b&message_to=%2B7&message_body=x");

        (await OnlyAsync()).Bindings.ShouldBe(binding);
    }

    [Fact]
    public async Task The_smallest_legal_call_has_neither_auth_nor_module()
    {
        (await PostAsync(
            "properties%5Bphone_number%5D=%2B79990001122&properties%5Bmessage_text%5D=%D0%9A%D0%BE%D0%B4%3A+4821&type=SMS"
            + "&message_id=d")).ShouldBe(HttpStatusCode.OK);

        var message = await OnlyAsync();
        (message.Template, message.RawTo, message.Traffic, message.Author).ShouldBe(("Код: 4821", "+79990001122", Traffic.Direct, null));
    }

    [Fact]
    public async Task Literal_brackets_and_percent_20_are_read_alike()
    {
        await PostAsync(
            "module_id=crm&bindings[0][OWNER_TYPE_ID]=3&bindings[0][OWNER_ID]=318&message_id=l&message_to=%2B7%20916&message_body=a%20b+c");

        var message = await OnlyAsync();
        (message.Bindings, message.Template, message.RawTo).ShouldBe(("3:318", "a b c", "+7 916"));
    }

    [Fact]
    public async Task Json_is_read_alike()
    {
        await PostAsync(
            """
            {"module_id":"sender","message_id":"j","message_to":"+79161234567","message_body":"a & b","auth":{"user_id":1},"bindings":[]}
            """,
            "application/json");

        var message = await OnlyAsync();
        (message.Template, message.Author, message.Traffic).ShouldBe(("a & b", "1", Traffic.Marketing));
    }

    [Theory]
    [InlineData("sender", "\"Ромашка & Ко\"", Traffic.Marketing)]
    [InlineData("crm", "&quot;Ромашка &amp; Ко&quot;", Traffic.Direct)]
    [InlineData("bizproc", "&quot;Ромашка &amp; Ко&quot;", Traffic.Direct)]
    [InlineData("something", "&quot;Ромашка &amp; Ко&quot;", Traffic.Direct)]
    public async Task Entities_are_undone_for_marketing_only(string module, string stored, Traffic traffic)
    {
        await PostAsync(
            $"module_id={module}&message_id=e&message_to=%2B7"
            + "&message_body=%26quot%3B%D0%A0%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0+%26amp%3B+%D0%9A%D0%BE%26quot%3B");

        var message = await OnlyAsync();
        (message.Template, message.Traffic).ShouldBe((stored, traffic));
    }

    [Fact]
    public async Task Two_hundred_clients_with_one_message_id_make_one_message()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(
                i => PostAsync($"module_id=crm&message_id=same&message_to=%2B79161234567&message_body=text{i}")));

        answers.ShouldAllBe(status => status == HttpStatusCode.OK);
        await OnlyAsync();
        using var db = _product.Services.GetRequiredService<Database>().Read();
        (await db.IntakeTallies.SumAsync(tally => tally.Received)).ShouldBe(1);
    }

    [Fact]
    public async Task A_call_without_an_id_is_still_one_message_when_it_is_repeated()
    {
        await PostAsync("message_to=%2B79161234567&message_body=x&ts=1");
        await PostAsync("message_to=%2B79161234567&message_body=x&ts=1");
        await PostAsync("message_to=%2B79161234567&message_body=x&ts=2");

        (await AllAsync()).Select(message => message.PortalMessageId![0]).ShouldBe(['~', '~']);
    }

    [Theory]
    [InlineData("message_id=f&message_to=1&message_body=x&code=olc_other", "code")]
    [InlineData("message_id=f&message_to=1&message_body=x&auth[application_token]=wrong", "application_token")]
    [InlineData("message_id=f&message_to=1&message_body=x&auth[member_id]=somebody", "member_id")]
    public async Task A_forged_call_stores_nothing_and_is_audited(string body, string what)
    {
        (await PostAsync(body)).ShouldBe(HttpStatusCode.Forbidden);

        (await AllAsync()).ShouldBeEmpty();
        using var db = _product.Services.GetRequiredService<Database>().Read();
        (await db.Audit.SingleAsync()).ShouldSatisfyAllConditions(
            entry => entry.Action.ShouldBe("forged_call"), entry => entry.After.ShouldBe(what));
    }

    [Fact]
    public async Task An_unknown_key_is_told_nothing() =>
        (await _product.Http.PostAsync(
            $"/b24/sms/{SecretKey.New()}", Form("message_id=u&message_to=1&message_body=x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("", null)]
    [InlineData("type=SMS", null)]
    [InlineData("{\"message_id\":", "application/json")]
    [InlineData("x", "multipart/form-data; boundary=y")]
    public async Task What_is_no_message_gets_a_clear_400_and_loses_nothing_else(string body, string? contentType)
    {
        (await PostAsync("message_id=good&message_to=%2B7&message_body=x")).ShouldBe(HttpStatusCode.OK);

        (await PostAsync(body, contentType ?? "application/x-www-form-urlencoded")).ShouldBe(HttpStatusCode.BadRequest);

        (await OnlyAsync()).PortalMessageId.ShouldBe("good");
    }

    [Fact]
    public async Task A_body_over_512_kilobytes_is_413_and_audited()
    {
        (await PostAsync("message_id=big&message_to=1&message_body=" + new string('x', 512 * 1024))).ShouldBe(
            HttpStatusCode.RequestEntityTooLarge);

        (await AllAsync()).ShouldBeEmpty();
        using var db = _product.Services.GetRequiredService<Database>().Read();
        (await db.Audit.SingleAsync()).Action.ShouldBe("body_too_large");
    }

    [Fact]
    public async Task A_legal_text_of_4096_signs_fits_twice()
    {
        var text = Uri.EscapeDataString(string.Concat(Enumerable.Repeat("👍", 2048)));

        (await PostAsync(
            $"message_id=long&message_to=%2B7&message_body={text}&properties%5Bmessage_text%5D={text}")).ShouldBe(HttpStatusCode.OK);

        (await OnlyAsync()).Template.Length.ShouldBe(4096);
    }

    [Fact]
    public async Task The_previous_key_works_until_its_grace_ends()
    {
        var old = SecretKey.New();
        var line = await _product.LineAsync(
            Member, change: row => (row.PreviousHandlerKeyHash, row.PreviousHandlerKeyEndsAt) = (
                SecretKey.Hash(old), _clock.GetUtcNow().AddDays(7)));

        (await _product.Http.PostAsync(
            $"/b24/sms/{old}", Form("message_id=g&message_to=1&message_body=x"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        _clock.Advance(TimeSpan.FromDays(7));
        (await _product.Http.PostAsync(
            $"/b24/sms/{old}", Form("message_id=h&message_to=1&message_body=x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _product.Http.PostAsync(
            $"/b24/sms/{line.HandlerKey}", Form("message_id=i&message_to=1&message_body=x"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_line_that_treats_robots_as_marketing_does_so()
    {
        var line = await _product.LineAsync(Member, change: row => row.TreatAsMarketing = true);

        await _product.Http.PostAsync($"/b24/sms/{line.HandlerKey}", Form("module_id=bizproc&message_id=t&message_to=1&message_body=x"));

        (await OnlyAsync()).Traffic.ShouldBe(Traffic.Marketing);
    }

    [Fact]
    public async Task No_key_number_or_text_reaches_the_log()
    {
        await PostAsync("module_id=crm&message_id=log&message_to=%2B79161234567&message_body=secret-text");
        await PostAsync("module_id=crm&message_id=log&message_to=%2B79161234567&message_body=secret-text&code=other");

        var log = string.Join('\n', _product.Log.Lines);
        log.ShouldNotContain(_line.HandlerKey);
        log.ShouldNotContain("79161234567");
        log.ShouldNotContain("secret-text");
    }

    private async Task<HttpStatusCode> PostAsync(string body, string contentType = "application/x-www-form-urlencoded")
    {
        using var answer = await _product.Http.PostAsync($"/b24/sms/{_line.HandlerKey}", Form(body, contentType));
        return answer.StatusCode;
    }

    private static StringContent Form(string body, string contentType = "application/x-www-form-urlencoded")
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    private async Task<Message> OnlyAsync() => (await AllAsync()).ShouldHaveSingleItem();

    private async Task<List<Message>> AllAsync()
    {
        await using var db = _product.Services.GetRequiredService<Database>().Read();
        return await db.Messages.OrderBy(message => message.Sequence).ToListAsync();
    }
}
