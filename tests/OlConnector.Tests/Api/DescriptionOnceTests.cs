using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>What anybody may ask for is not made anew for everybody.</summary>
public sealed class DescriptionOnceTests
{
    [Fact]
    public async Task The_description_is_made_once_however_many_ask()
    {
        var made = 0;
        await using var product = await StartAsync(services => services.Configure<OpenApiOptions>(
            "v1", description => description.AddDocumentTransformer((_, _, _) =>
            {
                Interlocked.Increment(ref made);
                return Task.CompletedTask;
            })));
        var nobody = new Caller(product, token: null);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => nobody.GetAsync("/openapi/v1.json")));
        var known = await nobody.GetAsync("/openapi/v1.json", ("If-None-Match", answers[0].ETag!));

        answers.ShouldAllBe(answer => answer.Status == 200 && answer.ETag == answers[0].ETag);
        (known.Status, known.Body.Count, known.ETag).ShouldBe((304, 0, answers[0].ETag));
        made.ShouldBe(1);
    }

    [Fact]
    public async Task A_description_that_failed_is_made_again()
    {
        var made = 0;
        await using var product = await StartAsync(services => services.Configure<OpenApiOptions>(
            "v1", description => description.AddDocumentTransformer((_, _, _) =>
                Interlocked.Increment(ref made) == 1 ? throw new InvalidDataException("once") : Task.CompletedTask)));
        var nobody = new Caller(product, token: null);

        (await nobody.GetAsync("/openapi/v1.json")).Status.ShouldBe(500);
        (await nobody.GetAsync("/openapi/v1.json")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Readiness_is_looked_for_at_most_once_a_second()
    {
        var (looks, clock) = (0, new FakeTimeProvider(Given.Morning));
        await using var product = await StartAsync(
            services => services.AddHealthChecks().AddCheck("counted", () =>
            {
                Interlocked.Increment(ref looks);
                return HealthCheckResult.Healthy();
            }), clock);
        var nobody = new Caller(product, token: null);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => nobody.GetAsync("/health/ready")));
        var first = looks;
        clock.Advance(TimeSpan.FromSeconds(1));
        await nobody.GetAsync("/health/ready");

        (first, looks).ShouldBe((1, 2));
    }

    private static Task<Product> StartAsync(Action<IServiceCollection> services, FakeTimeProvider? clock = null) => Product.StartAsync(
        clock ?? new FakeTimeProvider(Given.Morning), settings: [("Dispatching:Enabled", "false")], services: services);
}
