using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Composing;

/// <summary>Letters of CRM-Marketing on lines of one portal, composed and claimed by hand, and an administrator's calls.</summary>
public abstract class LetterWorld : IAsyncLifetime
{
    protected const string Member = "3b7f0c9de1a24586b0f7d2c4a9e81635";
    private int _messages, _admins;

    protected FakeTimeProvider Clock { get; } = new(Given.Morning);
    protected Product Product { get; private set; } = null!;
    protected GivenLine Line { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Product = await Product.StartAsync(
            Clock,
            settings: [("Dispatching:Enabled", "false"), ("Guard:Limit", "6"), ("Guard:Warn", "5"), ("Campaigns:Evidence", "00:00:00")]);
        Line = await Product.LineAsync(Member);
    }

    public async Task DisposeAsync() => await Product.DisposeAsync();

    protected Caller Admin() => Caller.With(
        Product, new PortalSession(new PortalId(Member), $"{++_admins}", "Анна", IsAdmin: true, "ru", "Europe/Moscow"));

    /// <summary>A letter to one client; the marker tells recognition which one it is, so that a test says what is wrongly apart.</summary>
    protected async Task LetterAsync(int client, string text, GivenLine? line = null)
    {
        var form = new Dictionary<string, string>
        {
            ["module_id"] = "sender",
            ["message_id"] = $"m{++_messages}",
            ["message_to"] = $"+7999{1_000_000 + client}",
            ["message_body"] = text,
        };
        using var answer = await Product.Http.PostAsync(
            $"/b24/sms/{(line ?? Line).HandlerKey}", new FormUrlEncodedContent(form));
        answer.EnsureSuccessStatusCode();
        await ComposeAsync();
    }

    protected Task ComposeAsync() => Product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);

    private protected async Task<List<Claim>> ClaimAsync() => [.. await WriteAsync(
        turn => Product.Services.GetRequiredService<Claims>().Take(turn, 10, NewKey.At(Clock), Clock.GetUtcNow()))];

    private protected Task<T> WriteAsync<T>(Func<WriteTurn, T> work) => Product.Services.GetRequiredService<Writer>().RunAsync(work);

    protected async Task<List<Message>> AllAsync()
    {
        await using var db = Product.Services.GetRequiredService<Database>().Read();
        return await db.Messages.OrderBy(message => message.Sequence).ToListAsync();
    }

    protected async Task<List<Campaign>> CampaignsAsync()
    {
        await using var db = Product.Services.GetRequiredService<Database>().Read();
        return await db.Campaigns.OrderBy(campaign => campaign.StartedAt).ThenBy(campaign => campaign.Id).ToListAsync();
    }
}
