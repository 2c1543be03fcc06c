using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Queue;

/// <summary>What one portal, line or vendor can make us keep has an end.</summary>
public sealed class RoomOnDiskTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_text_that_no_gateway_takes_is_kept_as_far_as_it_takes_to_say_so()
    {
        var line = await world.Product.LineAsync(ApiWorld.Theirs);
        var form = new FormUrlEncodedContent([
            new("message_id", "long"), new("message_to", "+79161234567"), new("message_body", new string('x', 480_000)),
            new("auth[user_id]", new string('1', 10_000)),
        ]);

        (await world.Product.Http.PostAsync($"/b24/sms/{line.HandlerKey}", form)).EnsureSuccessStatusCode();
        await Get<Composer>().ComposeDueAsync(CancellationToken.None);

        await using var db = Get<Database>().Read();
        var message = await db.Messages.SingleAsync(row => row.LineId == line.Id);
        (message.State, message.Reason, message.Author).ShouldBe((MessageState.Failed, Reason.TextTooLong, null));
        message.Template.Length.ShouldBe(IncomingMessage.MostText);
    }

    [Fact]
    public void What_is_kept_of_a_text_is_longer_than_what_any_gateway_takes() =>
        world.Product.Services.GetServices<IGatewayKind>().ShouldAllBe(kind => kind.Traits.MaxTextLength < IncomingMessage.MostText);

    [Fact]
    public async Task A_vendor_who_says_much_is_quoted_in_short()
    {
        var much = string.Concat(Enumerable.Repeat("The account is blocked because of this and that. ", 20_000));

        await Get<LineConnections>().NoteAsync(
            world.TheirLine.Portal, world.TheirLine.Id, new ConnectionReport(LineConnection.Connected));
        await Get<EventReception>().TakeAsync(
            world.TheirLine.Portal, world.TheirLine.Id,
            [new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Blocked, much))]);

        await using var db = Get<Database>().Read();
        (await db.Lines.SingleAsync(line => line.Id == world.TheirLine.Id)).ConnectionText!.Length.ShouldBeLessThanOrEqualTo(
            VendorWords.MostText);
        (await db.Audit.ToListAsync()).ShouldAllBe(entry => entry.After == null || entry.After.Length < 2 * VendorWords.MostText);
    }

    [Fact]
    public async Task Reports_of_ids_that_nobody_knows_make_room_for_younger_ones()
    {
        var line = await world.Product.LineAsync(ApiWorld.Theirs);
        await FillAsync(line, GatewayEvents.MostParked);
        var big = new string('y', 900_000);

        await ReportAsync(line, "youngest", big);
        await ReportAsync(line, new string('i', 600), "an id as long as nobody's");

        await using var db = Get<Database>().Read();
        var parked = await db.ParkedCallbacks.Where(row => row.LineId == line.Id).ToListAsync();
        parked.Count.ShouldBe(GatewayEvents.MostParked);
        parked.ShouldNotContain(row => row.GatewayMessageId == "g0");
        parked.Single(row => row.GatewayMessageId == "youngest").Text!.Length.ShouldBeLessThanOrEqualTo(VendorWords.MostText);
    }

    [Fact]
    public async Task A_portal_that_has_its_lines_is_told_so_and_gets_no_more()
    {
        await using var product = await Product.StartAsync(
            world.Clock, settings: [("Dispatching:Enabled", "false"), ("Lines:PerPortal", "2")]);
        await product.LineAsync(ApiWorld.Ours);
        await product.LineAsync(ApiWorld.Ours, change: row => row.State = LineState.Off);
        var sessions = product.Services.GetRequiredService<SessionTokens>();
        var admin = new Caller(product, sessions.Issue(new PortalSession(
            new PortalId(ApiWorld.Ours), "1", "Admin", IsAdmin: true, "en", "UTC")).Token);
        var wish = new { name = "One more", gateway = new { kind = "sandbox", settings = new { baseUrl = "http://127.0.0.1:9" } } };

        (await admin.PostAsync("lines", wish)).Status.ShouldBe(201);
        var refused = await admin.PostAsync("lines", wish);

        (refused.Status, refused.Code).ShouldBe((409, "too_many_lines"));
    }

    private Task FillAsync(GivenLine line, int count) => Get<Writer>().RunAsync(turn =>
    {
        for (var i = 0; i < count; i++)
            turn.Execute(
                """
                INSERT INTO parked_callbacks (portal_id, id, line_id, gateway_message_id, status, at)
                VALUES (@portal, @id, @line, @gateway, 'delivered', 0)
                """, ("portal", line.Portal), ("id", new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, (byte)(i >> 8), (byte)i])), ("line", line.Id),
                ("gateway", $"g{i}"));
    });

    private Task ReportAsync(GivenLine line, string id, string text) => Get<EventReception>().TakeAsync(
        line.Portal, line.Id, [new GatewayEvent.StatusReported(id, null, DeliveryStatus.Delivered, Text: text)]);

    private T Get<T>() where T : notnull => world.Product.Services.GetRequiredService<T>();
}
