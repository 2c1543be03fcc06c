using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api.Support;

/// <summary>Puts messages and campaigns into the books in the state a test needs.</summary>
public static class GivenMessages
{
    private const string Settle = """
        UPDATE messages SET state = @state, reason = @reason, compose_after = NULL, phone = @phone, text = @text, campaign_id = @campaign,
               sent_at = CASE WHEN @state IN ('sent', 'delivered', 'read') THEN @now END
         WHERE portal_id = @portal AND id = @id
        """;

    private const string Sorted = "UPDATE campaigns SET received = received + @number WHERE id = @campaign";

    /// <summary>Messages of one line in one state.</summary>
    public static async Task<IReadOnlyList<MessageId>> MessagesAsync(
        this ApiWorld world, GivenLine line, MessageState state, int count = 1, Guid? campaign = null,
        string text = "Good day", string phone = "79161234567", string? reason = null,
        string? bindings = null)
    {
        var acceptance = world.Product.Services.GetRequiredService<Acceptance>();
        var now = world.Clock.GetUtcNow();
        var ids = Enumerable.Range(0, count).Select(_ => MessageId.New(world.Clock))
            .Order(Comparer<MessageId>.Create((left, right) => string.CompareOrdinal($"{left}", $"{right}"))).ToList();
        var (source, traffic) = campaign is null ? (MessageSource.Direct, Traffic.Direct) : (MessageSource.Marketing, Traffic.Marketing);
        await world.Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            foreach (var id in ids)
            {
                acceptance.Store(turn, new IncomingMessage(
                    line.Portal, line.Id, line.Code, $"b24-{id}", source, traffic, $"+{phone}", text, null, bindings), id, now);
                turn.Execute(Settle, ("state", state), ("reason", reason), ("phone", phone),
                    ("text", text), ("campaign", campaign), ("now", now), ("portal", line.Portal), ("id", id));
            }

            turn.Execute(Sorted, ("number", count), ("campaign", campaign));
        });
        return ids;
    }

    /// <summary>A campaign of a line.</summary>
    public static async Task<Guid> CampaignAsync(this ApiWorld world, GivenLine line, int size = 0, int rank = 0)
    {
        var id = NewKey.At(world.Clock);
        await world.Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            db.Campaigns.Add(new Campaign
            {
                PortalId = line.Portal,
                Id = id,
                LineId = line.Id,
                Kind = CampaignKind.Marketing,
                Name = "Letter",
                Rank = rank,
                StartedAt = world.Clock.GetUtcNow(),
                LastArrivalAt = world.Clock.GetUtcNow(),
                FirstText = "Good day",
                Size = size,
            });
            db.SaveChanges();
        });
        return id;
    }
}
