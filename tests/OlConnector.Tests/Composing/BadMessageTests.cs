using Microsoft.Extensions.DependencyInjection;
using OlConnector.Composing;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>
/// A message that breaks whoever composes it, as a bug would have it. Played by a trigger, which SQLite alone has in this form.
/// </summary>
[Trait("Database", "Sqlite")]
public sealed class BadMessageTests : IAsyncLifetime
{
    private const string Broken = """
        CREATE TRIGGER broken BEFORE UPDATE OF state ON messages WHEN OLD.portal_message_id = 'm3'
        BEGIN SELECT RAISE(ABORT, 'a bug'); END
        """;

    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.StartAsync(_clock, settings: [("Dispatching:Enabled", "false")]);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_message_that_cannot_be_composed_keeps_no_other_waiting_and_is_tried_again()
    {
        GivenLine[] lines = [await _product.LineAsync("3b7f0c9de1a24586b0f7d2c4a9e81635"), await _product.LineAsync("other")];
        for (var i = 0; i < 10; i++)
            await _product.Http.PostAsync($"/b24/sms/{lines[i % 2].HandlerKey}", new FormUrlEncodedContent(
                [new("message_id", $"m{i}"), new("message_to", "+79991234567"), new("message_body", "Hello")]));
        await RunAsync(turn => turn.Execute(Broken));

        await ComposeAsync();

        (await CountAsync("queued"), await CountAsync("accepted")).ShouldBe((9, 1));
        _product.Log.Lines.Count(line => line.Contains("could not be composed", StringComparison.Ordinal)).ShouldBe(1);
        await RunAsync(turn => turn.Execute("DROP TRIGGER broken"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await ComposeAsync();
        (await CountAsync("queued")).ShouldBe(10);
    }

    private Task ComposeAsync() => _product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);

    private Task<long> CountAsync(string state) => RunAsync(turn => turn.First(
        "SELECT COUNT(*) FROM messages WHERE state = @state", row => row.GetInt64(0), ("state", state)));

    private Task<T> RunAsync<T>(Func<WriteTurn, T> work) => _product.Services.GetRequiredService<Writer>().RunAsync(work);
}
