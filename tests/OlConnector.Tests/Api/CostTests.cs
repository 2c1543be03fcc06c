using Microsoft.Extensions.DependencyInjection;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>What a mailing costs: parts by the longest prefix, before it leaves and after (product.md §9).</summary>
public sealed class CostTests : IAsyncLifetime
{
    private const string Russian = "Здравствуйте! Весенний каталог уже ждёт вас в магазине, приходите скорее.";

    private readonly ApiWorld _world = new();
    private GivenLine _line = null!;
    private int _number;

    public async Task InitializeAsync()
    {
        await _world.InitializeAsync();
        _line = await _world.Product.LineAsync(
            ApiWorld.Ours, kind: "sms-by",
            settings: $$"""{"baseUrl":"{{_world.Vendor.Url}}","token":"t","alphanameId":"1"}""");
    }

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_waits_costs_its_parts_by_the_longest_prefix_and_numbers_without_a_price_are_named()
    {
        await PricesAsync(new { prefix = "375", price = 0.1m }, new { prefix = "37529", price = 0.05m });
        var campaign = await MailingAsync("375291110001", "375331110002", "79161110003");

        var cost = await _world.Admin().GetAsync($"campaigns/{campaign:N}/cost");

        // 73 characters of Cyrillic are two parts.
        cost["toCome"]!.Select(sum => $"{sum["currency"]} {sum["messages"]} {sum["parts"]} {sum["amount"]}")
            .ShouldBe(["BYN 2 4 0.3", " 1 2 "]);
        ((int)cost["unpriced.count"]!, $"{cost["unpriced.numbers[0]"]}").ShouldBe((1, "+79161110003"));
        cost["spent"]!.ShouldBeEmpty();
        ((long)cost["inLatin.parts"]!, (decimal)cost["inLatin.amount"]!).ShouldBe((3, 0.15m));
    }

    [Fact]
    public async Task What_has_left_keeps_its_cost_and_what_waits_takes_new_prices()
    {
        await PricesAsync(new { prefix = "", price = 1m });
        var campaign = await MailingAsync("375291110001", "375291110002");
        await LeaveAsync("375291110001");

        await PricesAsync(new { prefix = "", price = 3m });

        var cost = await _world.Admin().GetAsync($"campaigns/{campaign:N}/cost");
        ((decimal)cost["spent[0].amount"]!, (decimal)cost["toCome[0].amount"]!).ShouldBe((2m, 6m));
        var report = $"{(await _world.Admin().GetAsync($"campaigns/{campaign:N}/report.csv"))["table"]}";
        report.ShouldContain(";2;2;BYN;");
        var summary = await _world.Admin().GetAsync("reports/summary");
        ((decimal)summary["total.cost[0].amount"]!, (int)summary["total.cost[0].parts"]!).ShouldBe((2m, 2));
    }

    [Fact]
    public async Task A_line_without_prices_counts_parts_only()
    {
        var campaign = await MailingAsync("375291110001");

        var cost = await _world.Admin().GetAsync($"campaigns/{campaign:N}/cost");

        ((bool)cost["hasTariff"]!, cost["unpriced"]!.Type).ShouldBe((false, Newtonsoft.Json.Linq.JTokenType.Null));
        ((int)cost["toCome[0].parts"]!, cost["toCome[0].amount"]!.Type).ShouldBe((2, Newtonsoft.Json.Linq.JTokenType.Null));
    }

    private async Task PricesAsync(params object[] tariff) =>
        (await _world.Admin().PatchAsync($"lines/{_line.Id}", new { tariff, currency = "BYN" })).Status.ShouldBe(200);

    private async Task<Guid> MailingAsync(params string[] numbers)
    {
        var (acceptance, writer) = (
            _world.Product.Services.GetRequiredService<Acceptance>(), _world.Product.Services.GetRequiredService<Writer>());
        await writer.RunAsync(turn =>
        {
            foreach (var number in numbers)
                acceptance.Store(turn, new IncomingMessage(
                    _line.Portal, _line.Id, _line.Code, $"c{_number++}", MessageSource.Marketing, Traffic.Marketing, $"+{number}", Russian,
                    null, null), MessageId.New(_world.Clock), _world.Clock.GetUtcNow());
        });
        for (var i = 0; i < 3; i++)
        {
            await _world.Product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);
            _world.Clock.Advance(TimeSpan.FromSeconds(12));
        }

        using var db = _world.Product.Services.GetRequiredService<Database>().Read();
        var campaigns = db.Messages.Where(message => message.LineId == _line.Id).Select(message => message.CampaignId).Distinct().ToList();
        return campaigns.ShouldHaveSingleItem()!.Value;
    }

    private Task LeaveAsync(string phone) => _world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(
        "UPDATE messages SET state = 'sent', sent_at = @now WHERE phone = @phone", ("now", _world.Clock.GetUtcNow()), ("phone", phone)));
}
