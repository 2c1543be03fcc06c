using Microsoft.Extensions.DependencyInjection;
using OlConnector.Sending;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>How often a gateway is asked for a line's connection.</summary>
public sealed class ConnectionCheckTests : IAsyncLifetime
{
    private const string Portal = "3b7f0c9de1a24586b0f7d2c4a9e81635";

    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private ScriptedServer _gateway = null!;
    private Product _product = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(_clock, settings: [("Dispatching:Enabled", "false")]);
        _gateway = await ScriptedServer.StartAsync(_clock);
        _gateway.Usually = _ => new Reply.Full(200, "{}");
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_connected_line_that_has_nothing_to_send_is_asked_a_few_times_an_hour()
    {
        await _product.LineAsync(Portal, _gateway.Url);

        (await AskedInAsync(TimeSpan.FromHours(2))).ShouldBeInRange(8, 17);
    }

    [Fact]
    public async Task A_line_that_has_something_to_send_is_asked_each_minute_as_vendors_advise()
    {
        await _product.LineAsync(Portal, _gateway.Url, line => line.NextDueAt = _clock.GetUtcNow() + TimeSpan.FromDays(1));

        (await AskedInAsync(TimeSpan.FromHours(1))).ShouldBe(61);
    }

    [Fact]
    public async Task A_line_that_waits_for_a_person_to_connect_it_is_asked_each_minute()
    {
        _gateway.Usually = _ => new Reply.Full(401, "{}");
        await _product.LineAsync(Portal, _gateway.Url);

        (await AskedInAsync(TimeSpan.FromHours(1))).ShouldBe(61);
    }

    [Fact]
    public async Task A_line_that_sent_a_moment_ago_is_asked_each_minute_for_a_while()
    {
        await _product.LineAsync(Portal, _gateway.Url, line => line.LastAnswerAt = _clock.GetUtcNow());

        (await AskedInAsync(ConnectionChecks.QuietInterval - TimeSpan.FromMinutes(1))).ShouldBe(15);
    }

    private async Task<int> AskedInAsync(TimeSpan length)
    {
        var checks = _product.Services.GetRequiredService<ConnectionChecks>();
        for (var end = _clock.GetUtcNow() + length; _clock.GetUtcNow() <= end; _clock.Advance(TimeSpan.FromMinutes(1)))
            await checks.CheckDueAsync(CancellationToken.None);
        return _gateway.Seen.Count;
    }
}
