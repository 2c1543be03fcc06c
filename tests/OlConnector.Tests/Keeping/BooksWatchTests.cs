using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Bitrix24;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Keeping;

/// <summary>What came in is counted beside what is there, and people are told when the two differ (product.md §16.6).</summary>
public sealed class BooksWatchTests : Bitrix24World
{
    private const string Notify = "im.notify.system.add";

    private GivenLine _line = null!;

    private BooksWatch Watch => Product.Services.GetServices<IHostedService>().OfType<BooksWatch>().Single();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        _line = await AddLineAsync(row => row.Name = "Sales");
    }

    [Fact]
    public async Task A_mailing_counts_what_is_sorted_into_it_and_agrees_with_what_is_there()
    {
        await MailingAsync();

        Rows(db => db.Campaigns).ShouldHaveSingleItem().Received.ShouldBe(3);
        (await Watch.CompareAsync(CancellationToken.None)).ShouldBe(0);
        Calls(Notify).ShouldBeEmpty();
    }

    [Fact]
    public async Task Administrators_are_told_once_a_day_which_line_and_mailing_miss_how_many()
    {
        await MailingAsync();
        var lost = Rows(db => db.Messages)[0].Sequence;
        await WriteAsync(turn => turn.Execute("DELETE FROM messages WHERE sequence = @sequence", ("sequence", lost)));
        await WriteAsync(turn => turn.Execute("UPDATE campaigns SET name = 'Roses'"));

        (await Watch.CompareAsync(CancellationToken.None)).ShouldBe(2);
        (await Watch.CompareAsync(CancellationToken.None)).ShouldBe(2);

        var told = Calls(Notify).ShouldHaveSingleItem();
        ((string)told.Parameters["MESSAGE"]!).ShouldStartWith("OlConnector: учёт сообщений не сходится: «Sales» (+1), «Roses» (+1).");
    }

    private async Task MailingAsync()
    {
        for (var client = 0; client < 3; client++)
            await AcceptAsync(_line, "Скидка на все букеты сегодня", $"+7999100000{client}", Traffic.Marketing);
        await ComposeAsync();
        Clock.Advance(TimeSpan.FromSeconds(11));
        await ComposeAsync();
    }
}
