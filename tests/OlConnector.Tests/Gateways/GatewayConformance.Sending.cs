using System.IO.Compression;
using System.Text;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.Outbound;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>The promises about sending.</summary>
public abstract partial class GatewayConformance
{
    [Fact]
    public async Task An_accepted_message_gives_the_gateways_id_and_is_sent_once()
    {
        var result = await SendAsDocumentedAsync(Pages.Accepts("id-1"));

        result.ShouldBe(new SendResult.Accepted(IdOf("id-1", LastMessage)));
        Vendor.Seen.Count.ShouldBe(1);
    }

    /// <summary>Vendors' servers that know no chunks take such a body for an empty one.</summary>
    [Fact]
    public async Task A_body_goes_out_in_one_piece_that_says_its_length()
    {
        await SendAsync(Pages.Accepts("id-1"));

        Server.Seen[0].Header("Transfer-Encoding").ShouldBe("");
        if (Server.Seen[0].Method == "POST")
            Server.Seen[0].Header("Content-Length").ShouldBe($"{Encoding.UTF8.GetByteCount(Server.Seen[0].Body)}");
    }

    [Fact]
    public async Task Every_answer_of_the_table_means_what_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var (name, answer, meaning) in Table)
        {
            var result = Brief(await SendAsDocumentedAsync(answer));
            if (result != meaning) wrong.Add($"{name}: {result} instead of {meaning}");
        }

        wrong.ShouldBeEmpty();
        Vendor.Seen.Count.ShouldBe(Table.Count());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_never_followed(int status)
    {
        var result = await SendAsync(Reply.Redirect(status, Server.Url + "/elsewhere"));

        result.ShouldBeOfType<SendResult.LineDown>();
        Server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_that_is_away_postpones_the_line_and_burns_no_attempt()
    {
        await using var away = Open(DeadEnds.Refusing());

        var result = (await away.SendAsync(AMessage(), CancellationToken.None)).ShouldBeOfType<SendResult.Postponed>();

        (result.Scope, result.CountsAsAttempt, result.Code).ShouldBe((PostponeScope.Line, false, "UNREACHABLE"));
    }

    [Fact]
    public async Task A_gateway_whose_name_is_not_known_postpones_the_line()
    {
        await using var nowhere = Open("https://gateway.invalid");

        var result = (await nowhere.SendAsync(AMessage(), CancellationToken.None)).ShouldBeOfType<SendResult.Postponed>();

        (result.Scope, result.CountsAsAttempt, result.Code).ShouldBe((PostponeScope.Line, false, "NAME_NOT_FOUND"));
    }

    [Fact]
    public async Task A_gateway_whose_address_is_not_permitted_postpones_the_line()
    {
        await using var closed = Pages.Create(new GatewayRoom(AllowPrivateHosts: false, Clock, Logs)).Open(
            new GatewaySettings(Pages.Settings(Server.Url, "one")), HookOf("one"));

        var result = (await closed.SendAsync(AMessage(), CancellationToken.None)).ShouldBeOfType<SendResult.Postponed>();

        (result.Scope, result.CountsAsAttempt, result.Code).ShouldBe((PostponeScope.Line, false, "ADDRESS_NOT_PERMITTED"));
        Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gateway_without_a_valid_certificate_is_surely_not_sent_to()
    {
        await using var plain = Open(Server.Url.Replace("http:", "https:", StringComparison.Ordinal));

        var result = (await plain.SendAsync(AMessage(), CancellationToken.None)).ShouldBeOfType<SendResult.Postponed>();

        (result.Scope, result.CountsAsAttempt, result.Code).ShouldBe((PostponeScope.Line, false, "TLS"));
        Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_timeout_before_the_bytes_left_is_surely_not_sent()
    {
        using var silent = new SilentServer();
        await using var gateway = Open(silent.HttpsUrl);

        var result = await SendUntilTimeoutAsync(gateway, silent.ConnectedAsync);

        Brief(result).ShouldBe("postponed line uncounted");
    }

    [Fact]
    public async Task A_send_whose_time_is_over_before_it_began_is_surely_not_sent()
    {
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        Brief(await Gateway.SendAsync(AMessage(), over.Token)).ShouldBe("postponed line uncounted");
        Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_timeout_after_the_request_was_read_is_unknown()
    {
        Server.Next(new Reply.Hang());

        (await SendUntilTimeoutAsync(Gateway, Server.ArrivedAsync)).ShouldBeOfType<SendResult.Unknown>();
    }

    [Fact]
    public async Task A_timeout_while_the_request_lies_unread_is_unknown()
    {
        Server.Next(new Reply.HangUnread());

        (await SendUntilTimeoutAsync(Gateway, Server.ArrivedAsync)).ShouldBeOfType<SendResult.Unknown>();
    }

    [Fact]
    public async Task A_connection_cut_before_the_answer_is_unknown_and_nothing_is_repeated()
    {
        await SendAsync(Pages.Accepts("id-1"));

        (await SendAsync(new Reply.Cut())).ShouldBeOfType<SendResult.Unknown>();

        Server.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_kept_connection_that_closes_under_a_request_repeats_nothing()
    {
        await using var closing = new ClosingServer(Pages.Accepts("id-1"));
        await using var gateway = Open(closing.Url);
        (await gateway.SendAsync(AMessage(), CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();

        (await gateway.SendAsync(AMessage(), CancellationToken.None)).ShouldBeOfType<SendResult.Unknown>();

        closing.Requests.ShouldBe(2);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    public async Task An_answer_cut_in_its_body_is_unknown(int status) =>
        (await SendAsync(new Reply.Cut(status))).ShouldBeOfType<SendResult.Unknown>();

    [Fact]
    public async Task An_endless_answer_is_left_after_a_megabyte()
    {
        (await SendAsync(new Reply.Endless(200))).ShouldBeOfType<SendResult.Unknown>();

        await Server.LeftAsync();
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_to_a_large_one_is_left_after_a_megabyte()
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await zip.WriteAsync(new byte[8 * OutboundHandler.MaxAnswerBytes]);

        var result = await SendAsync(
            new Reply.Full(200, packed.ToArray(), [("Content-Type", "application/json"), ("Content-Encoding", "gzip")]));

        result.ShouldBeOfType<SendResult.Unknown>();
    }

    [Fact]
    public async Task An_answer_that_comes_a_byte_a_second_ends_with_the_time_to_send()
    {
        Server.Next(new Reply.Drip(200));
        using var time = new CancellationTokenSource(SendTimeout, Clock);

        var sending = Gateway.SendAsync(AMessage(), time.Token);
        for (var second = 0; second < SendTimeout.TotalSeconds; second++)
        {
            await Server.DrippedAsync();
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await sending.WaitAsync(ScriptedServer.Patience)).ShouldBeOfType<SendResult.Unknown>();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    public async Task A_success_of_unknown_shape_proves_nothing(int status)
    {
        string[] bodies =
            ["", "<html>hello</html>", "{}", "[]", "null", "{\"id\":{}}", "{\"sid\":\"\",\"idMessage\":null,\"sms_id\":[],\"id\":\"\"}"];
        foreach (var body in bodies)
            (await SendAsync(new Reply.Full(status, body))).ShouldBeOfType<SendResult.Unknown>(body);
    }

    [Fact]
    public async Task Texts_arrive_unchanged()
    {
        foreach (var text in Texts())
        {
            Server.Next(Pages.Accepts("id"));
            await Gateway.SendAsync(AMessage(text), CancellationToken.None);
            Pages.Read(Server.Seen[^1]).Text.ShouldBe(text);
        }
    }

    [Fact]
    public async Task Two_lines_of_one_kind_do_not_touch_each_other()
    {
        await using var other = Open(Server.Url, "two");
        Server.Usually = request => Pages.Accepts("id-" + Pages.Read(request).To);

        var messages = Enumerable.Range(0, 20).Select(turn => AMessage(to: PhoneOf(turn))).ToList();

        var results = await Task.WhenAll(
            messages.Select((message, turn) => (turn % 2 == 0 ? Gateway : other).SendAsync(message, CancellationToken.None)));

        results.ShouldBe(messages.Select(message => new SendResult.Accepted(IdOf("id-" + message.To.Digits, message))));
        foreach (var request in Server.Seen)
        {
            var foreign = PhonesOf(0).Contains(Pages.Read(request).To) ? SecretsOf("two") : SecretsOf("one");
            foreign.ShouldAllBe(secret => !request.Whole.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Secrets_are_neither_logged_nor_kept_when_the_vendor_repeats_them()
    {
        var echo = "cannot serve " + string.Join(" and ", SecretsOf("one"));
        var json = $$"""{"error":"{{echo}}","message":"{{echo}}","text":"{{echo}}","code":"x"}""";
        foreach (var status in (int[])[200, 400, 401, 403, 404, 422, 429, 466, 500, 502, 503])
            foreach (var reply in (Reply[])[Reply.Text(status, echo), Reply.Json(status, json)])
            {
                var result = await SendAsync(reply);
                SecretsOf("one").ShouldAllBe(secret => !result.ToString().Contains(secret, StringComparison.Ordinal));
            }

        Logs.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_state_of_the_line_is_read_from_every_answer_and_never_throws()
    {
        var wrong = new List<string>();
        foreach (var (name, answer, connection) in States)
        {
            Vendor.Answers(Pages.State, answer);
            var report = await Line.GetConnectionAsync(CancellationToken.None);
            if (report.Connection != connection) wrong.Add($"{name}: {report.Connection} instead of {connection}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_state_of_a_line_whose_gateway_cuts_the_question_off_is_unknown()
    {
        Server.Next(new Reply.Cut());

        (await Gateway.GetConnectionAsync(CancellationToken.None)).Connection.ShouldBe(LineConnection.Unknown);
    }

    [Fact]
    public async Task The_state_of_a_line_whose_gateway_is_away_is_unknown_and_says_why()
    {
        await using var away = Open(DeadEnds.Refusing());

        var report = await away.GetConnectionAsync(CancellationToken.None);

        report.Connection.ShouldBe(LineConnection.Unknown);
        report.Text.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_look_up_of_a_gateway_that_is_away_cannot_tell()
    {
        await using var away = Open(DeadEnds.Refusing());

        (await away.LookUpAsync(AMessage(), Clock.GetUtcNow(), CancellationToken.None)).ShouldBeOfType<LookupResult.CannotTell>();
    }

    /// <summary>Signs that some encoding on the way could bend, and the longest text the vendor takes.</summary>
    private IEnumerable<string> Texts()
    {
        yield return "Здравствуйте, Ірына! Тэст ґ ў ң ё";
        yield return "👋🏽 👩‍👩‍👧‍👦 🇧🇾 ✂️ e\u0301";
        yield return "a+b&c=d%20;\"quotes\" 'single' \\back\\ <b>tag</b> {{x}} #y# ?&text=z";
        yield return "line one\nline two\n\nline four\tend";
        yield return new StringBuilder().Insert(0, "Ж👋", LongestText / 3).Append('x', LongestText % 3).ToString();
    }

    private static string PhoneOf(int turn) => $"3753300000{turn:00}";

    private static HashSet<string> PhonesOf(int line) => [.. Enumerable.Range(0, 10).Select(turn => PhoneOf((2 * turn) + line))];
}
