using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class IdempotencyTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task The_same_call_gets_the_same_answer()
    {
        var (caller, message) = (world.Person("idem", isAdmin: true),
            new { line = $"{world.Line.Id}", to = "+79161234567", text = "Once" });

        var first = await caller.PostAsync("messages", message, ("Idempotency-Key", "order-1"));
        var second = await caller.PostAsync("messages", message, ("Idempotency-Key", "order-1"));

        (first.Status, second.Status).ShouldBe((202, 202));
        second.Body.ToString().ShouldBe(first.Body.ToString());
        (await caller.GetAsync("messages?q=Once")).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused()
    {
        var caller = world.Person("idem", isAdmin: true);
        await caller.PostAsync("messages",
            new { line = $"{world.Line.Id}", to = "+79161234567", text = "A" }, ("Idempotency-Key", "order-2"));

        var reused = await caller.PostAsync(
            "messages", new { line = $"{world.Line.Id}", to = "+79161234567", text = "B" }, ("Idempotency-Key", "order-2"));

        (reused.Status, reused.Code).ShouldBe((409, "idempotency_key_reused"));
    }

    [Fact]
    public async Task Two_callers_never_share_a_key()
    {
        var message = new { line = $"{world.Line.Id}", to = "+79161234567", text = "Shared" };

        var first = await world.Person("left", isAdmin: true).PostAsync("messages", message, ("Idempotency-Key", "k"));
        var second = await world.Person("right", isAdmin: true).PostAsync("messages", message, ("Idempotency-Key", "k"));

        second["id"]!.ToString().ShouldNotBe(first["id"]!.ToString());
    }

    [Fact]
    public async Task A_refused_call_can_be_put_right_under_the_same_key()
    {
        var caller = world.Person("idem", isAdmin: true);

        (await caller.PostAsync("messages", new { line = $"{world.Line.Id}", to = "nobody", text = "A" },
            ("Idempotency-Key", "order-3"))).Status.ShouldBe(400);
        (await caller.PostAsync("messages", new { line = $"{world.Line.Id}", to = "+79161234567", text = "A" },
            ("Idempotency-Key", "order-3"))).Status.ShouldBe(202);
    }

    [Fact]
    public async Task An_answer_is_kept_even_when_its_line_is_deleted()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var (caller, message) = (world.Person("idem", isAdmin: true), new { line = $"{line.Id}", to = "+79161234567", text = "Late" });
        var first = await caller.PostAsync("messages", message, ("Idempotency-Key", "order-4"));
        await caller.DeleteAsync($"lines/{line.Id}");

        var second = await caller.PostAsync("messages", message, ("Idempotency-Key", "order-4"));

        (second.Status, second["id"]!.ToString()).ShouldBe((202, first["id"]!.ToString()));
    }

    [Fact]
    public async Task Fifty_calls_at_once_make_one_message()
    {
        var (caller, message) = (world.Person("burst", isAdmin: true),
            new { line = $"{world.Line.Id}", to = "+79161234567", text = "Parallel" });

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => caller.PostAsync("messages", message, ("Idempotency-Key", "burst"))));

        answers.Select(answer => answer.Status).Distinct().ShouldBe([202]);
        answers.Select(answer => answer["id"]!.ToString()).Distinct().Count().ShouldBe(1);
        (await caller.GetAsync("messages?q=Parallel")).Items.Count.ShouldBe(1);
        (await world.Admin().GetAsync("reconciliation"))["difference"]!.ToObject<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_key_every_call_is_a_message_of_its_own()
    {
        var (caller, message) = (world.Person("plain", isAdmin: true),
            new { line = $"{world.Line.Id}", to = "+79161234567", text = "Plain" });

        await caller.PostAsync("messages", message);
        await caller.PostAsync("messages", message);

        (await caller.GetAsync("messages?q=Plain")).Items.Count.ShouldBe(2);
    }
}
