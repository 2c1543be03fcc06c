using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Quotas;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Storage;

public sealed class DemoLedgerTests
{
    private static readonly PortalId Portal = new("3b7f0c9de1a24586b0f7d2c4a9e81635");

    [Fact]
    public async Task Two_hundred_parallel_takes_get_exactly_ten_units()
    {
        await using var world = new StorageWorld();
        var ledgers = Ledgers(world);

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => Task.Run(() => world.Writer.RunAsync(turn => ledgers.TryTake(turn, Portal)))));

        taken.Count(isTaken => isTaken).ShouldBe(10);
        (await world.Writer.RunAsync(turn => ledgers.Used(turn, Portal))).ShouldBe(10);
    }

    [Fact]
    public async Task A_unit_that_comes_back_can_be_taken_once_more()
    {
        await using var world = new StorageWorld();
        var ledgers = Ledgers(world);
        for (var i = 0; i < 10; i++) (await world.Writer.RunAsync(turn => ledgers.TryTake(turn, Portal))).ShouldBeTrue();

        await world.Writer.RunAsync(turn => ledgers.GiveBack(turn, Portal));

        (await world.Writer.RunAsync(turn => ledgers.TryTake(turn, Portal))).ShouldBeTrue();
        (await world.Writer.RunAsync(turn => ledgers.TryTake(turn, Portal))).ShouldBeFalse();
    }

    [Fact]
    public async Task Portals_do_not_share_a_quota_and_the_ledger_does_not_name_them()
    {
        await using var world = new StorageWorld();
        var ledgers = Ledgers(world);
        var other = new PortalId("c41d8a6605f24c0f9a37e1b2d4896f70");
        for (var i = 0; i < 11; i++) await world.Writer.RunAsync(turn => ledgers.TryTake(turn, Portal));

        (await world.Writer.RunAsync(turn => ledgers.TryTake(turn, other))).ShouldBeTrue();

        await using var db = world.Database.Read();
        db.DemoLedgers.Select(row => row.PortalHash).ToList()
            .ShouldAllBe(hash => hash != Portal.Value && hash != other.Value && hash.Length == 64);
    }

    [Fact]
    public async Task A_quota_of_zero_gives_nothing()
    {
        await using var world = new StorageWorld();
        var ledgers = Ledgers(world, marketingMessages: 0);

        (await world.Writer.RunAsync(turn => ledgers.TryTake(turn, Portal))).ShouldBeFalse();
    }

    [Fact]
    public async Task The_ledger_is_found_again_after_a_restart()
    {
        await using var world = new StorageWorld();

        Ledgers(world).HashOf(Portal).ShouldBe(Ledgers(world).HashOf(Portal));
    }

    private static DemoLedgers Ledgers(StorageWorld world, int marketingMessages = 10) =>
        new(world.Database, world.Directory, new MasterKey(Options.Create(new SecretsOptions { MasterKey = TestDatabase.MasterKey })),
            new FixedOptions<DemoOptions>(new DemoOptions { MarketingMessages = marketingMessages }));
}
