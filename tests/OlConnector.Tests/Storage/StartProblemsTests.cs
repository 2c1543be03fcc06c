using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Storage;

/// <summary>A wrong setting stops the start with a sentence, not with a stack trace.</summary>
[Trait("Database", "Sqlite")]
public sealed class StartProblemsTests
{
    [Fact]
    public async Task A_wrong_setting_is_told_in_its_own_sentence_and_nothing_else()
    {
        var sentences = await RefusedAsync(("Operator:Token", "short"));

        sentences.ShouldBe(["Operator:Token must have at least 24 characters; leave it out to switch it off."]);
    }

    [Fact]
    public async Task A_number_out_of_its_range_is_told_with_the_range()
    {
        var sentences = await RefusedAsync(("Bitrix24:MaxBodyBytes", "1"));

        sentences.ShouldBe(["The field MaxBodyBytes must be between 65536 and 16777216."]);
    }

    [Fact]
    public async Task Wrong_settings_of_several_rooms_are_all_told()
    {
        var sentences = await RefusedAsync(("Operator:Token", "short"), ("Guard:Policy", "never"));

        sentences.Order(StringComparer.Ordinal).ShouldBe(
        [
            "Guard:Policy is hold-excess, hold-all, warn or reject-excess.",
            "Operator:Token must have at least 24 characters; leave it out to switch it off.",
        ]);
    }

    [Fact]
    public void A_database_that_is_away_is_told()
    {
        var away = new DatabaseAwayException(new InvalidOperationException("No such host."));

        StartProblems.Of(away).ShouldHaveSingleItem().ShouldBe(
            "The database cannot be used: No such host. Check Database:Provider and Database:ConnectionString, and that the server runs.");
    }

    [Fact]
    public void A_bug_keeps_its_stack_trace() => StartProblems.Of(new InvalidOperationException("A bug.")).ShouldBeEmpty();

    private static async Task<IReadOnlyList<string>> RefusedAsync(params (string Name, string Value)[] settings) =>
        StartProblems.Of(await Should.ThrowAsync<Exception>(Product.StartAsync(new FakeTimeProvider(Given.Morning), settings: settings)));
}
