using OlConnector.Api.Tokens;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Api;

/// <summary>Tokens that tokens made: they end together, count together, and nothing is made by a right that is being taken away.</summary>
public sealed class TokenDescentTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_long_line_of_tokens_ends_with_its_first_and_a_portal_has_only_so_many()
    {
        var first = await MakeAsync(world.Admin());
        var last = first;
        for (var i = Living(await world.Admin().GetAsync("tokens?limit=200")); i < TokenDesk.MostTokens; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(3));
            (last = await MakeAsync(Of(last))).Status.ShouldBe(201);
        }

        world.Clock.Advance(TimeSpan.FromSeconds(3));
        (await MakeAsync(Of(last))).Code.ShouldBe("too_many_tokens");
        (await world.Admin().DeleteAsync($"tokens/{first["id"]}")).Status.ShouldBe(204);

        (await Of(last).GetAsync("lines")).Code.ShouldBe("invalid_token");
        (await MakeAsync(world.Admin())).Status.ShouldBe(201);
    }

    [Fact]
    public async Task What_a_token_makes_gets_no_more_calls_than_it_has_and_takes_them_from_its_own()
    {
        var root = await world.ProgramAsync(Role.Admin, callsPer3Seconds: 3);
        var (one, two) = (await MakeAsync(root), await MakeAsync(root));
        one["callsPer3Seconds"]!.ToString().ShouldBe("3");

        var answers = new List<int>();
        foreach (var who in new[] { one, two, one, two, one, two }) answers.Add((await Of(who).GetAsync("session")).Status);

        answers.Count(status => status == 200).ShouldBe(3);
        answers.ShouldAllBe(status => status == 200 || status == 429);
    }

    [Fact]
    public async Task Nothing_a_token_makes_while_it_is_revoked_outlives_it()
    {
        for (var round = 0; round < 5; round++)
        {
            var parent = await world.Admin().PostAsync("tokens", new { name = "Parent", role = "admin", callsPer3Seconds = 100 });

            var revoking = world.Admin().DeleteAsync($"tokens/{parent["id"]}");
            var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => MakeAsync(Of(parent))));
            await revoking;

            foreach (var child in made.Where(child => child.Status == 201))
                (await Of(child).GetAsync("lines")).Code.ShouldBe("invalid_token");
        }
    }

    [Fact]
    public async Task Nobody_undoes_their_own_demotion_or_makes_tokens_that_outlive_it()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = $"admin by role {round}";
            var them = await world.MetAsync(id, role: Role.Admin);

            var demotion = world.Admin().PatchAsync($"users/{Uri.EscapeDataString(id)}", new { role = "viewer" });
            var (made, undone) = (new List<Task<Answer>>(), new List<Task<Answer>>());
            for (var i = 0; i < 8; i++)
            {
                made.Add(MakeAsync(them));
                undone.Add(them.PatchAsync($"users/{Uri.EscapeDataString(id)}", new { role = "admin" }));
            }

            await Task.WhenAll([.. made, .. undone]);
            (await demotion).Status.ShouldBe(200);

            (await world.Admin().GetAsync($"users/{Uri.EscapeDataString(id)}"))["role"]!.ToString().ShouldBe("viewer");
            foreach (var token in made.Select(one => one.Result).Where(token => token.Status == 201))
                (await Of(token).GetAsync("lines")).Code.ShouldBe("invalid_token");
        }
    }

    private static Task<Answer> MakeAsync(Caller maker) => maker.PostAsync("tokens", new { name = "Made", role = "admin" });

    private static int Living(Answer tokens) => tokens.Items.Count;

    private Caller Of(Answer made) => new(world.Product, made["token"]!.ToString());
}
