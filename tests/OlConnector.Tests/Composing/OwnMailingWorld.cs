using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Campaigns;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Composing;

/// <summary>Mailings of one's own over the API; the test has their messages made, composes and claims by hand.</summary>
public abstract class OwnMailingWorld : LetterWorld
{
    protected static string Number(int client) => $"+7999{1_000_000 + client}";

    protected static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(Number)];

    protected JObject Wish(object? more = null)
    {
        var wish = new JObject { ["kind"] = "api", ["line"] = $"{Line.Id}" };
        if (more is not null) wish.Merge(JObject.FromObject(more));
        return wish;
    }

    protected async Task<Answer> MakeAsync(object more)
    {
        var made = await Admin().PostAsync("campaigns", Wish(more));
        made.Status.ShouldBe(201, made.Body.ToString());
        return made;
    }

    protected Task<Answer> StartAsync(Answer made, bool? acknowledgeRisk = null) =>
        Admin().PostAsync($"campaigns/{made["id"]}/start", new { acknowledgeRisk });

    protected Task<Answer> ShowAsync(Answer made) => Admin().GetAsync($"campaigns/{made["id"]}");

    /// <summary>One round of the loop that makes messages, and of the one that composes them.</summary>
    protected async Task<DateTimeOffset?> PourAsync()
    {
        var next = await Get<Pouring>().PourDueAsync(CancellationToken.None);
        await ComposeAsync();
        return next;
    }

    protected T Get<T>() where T : notnull => Product.Services.GetRequiredService<T>();
}
