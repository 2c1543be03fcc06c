using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Nodes;

public sealed class KeyRingTests
{
    private const string AnotherKey = "another master key that is long enough, too";

    [Fact]
    public async Task Secrets_outlive_a_restart_and_the_ring_lies_wrapped()
    {
        using var folder = new TempFolder();
        var stored = await ProtectAsync(folder, TestDatabase.MasterKey);

        (await UnprotectAsync(folder, TestDatabase.MasterKey, stored)).ShouldBe("token");
        if (TestDatabase.IsPostgreSql) return;
        var ring = string.Concat(Directory.GetFiles(Path.Combine(folder.Path, "keys"), "*.xml").Select(File.ReadAllText));
        ring.ShouldContain("<masterKey");
        ring.ShouldNotContain("<masterKey p4:requiresEncryption");
        ring.ShouldNotContain("<value>", Case.Insensitive, "the key itself would stand in a value");
    }

    [Theory]
    [InlineData(AnotherKey)]
    [InlineData(null)]
    [Trait("Database", "Sqlite")]
    public async Task With_another_master_key_or_none_secrets_cannot_be_read_and_new_ones_can(string? master)
    {
        using var folder = new TempFolder();
        var stored = await ProtectAsync(folder, TestDatabase.MasterKey);

        (await UnprotectAsync(folder, master, stored)).ShouldBeNull("its owner has to connect again");
        (await UnprotectAsync(folder, master, await ProtectAsync(folder, master))).ShouldBe("token");
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task A_node_that_lost_its_key_ring_takes_the_calls_of_its_lines_and_calls_none_a_forgery()
    {
        using var folder = new TempFolder();
        GivenLine line;
        await using (var before = await StartAsync(folder, TestDatabase.MasterKey)) line = await before.LineAsync("portal");
        foreach (var key in Directory.GetFiles(Path.Combine(folder.Path, "keys"), "*.xml")) File.Delete(key);

        await using var product = await StartAsync(folder, TestDatabase.MasterKey);
        var answer = await product.Http.PostAsync($"/b24/sms/{line.HandlerKey}", new FormUrlEncodedContent(
            [
                new("message_id", "m1"), new("message_to", "+79161234567"), new("message_body", "Hello"),
                new("auth[application_token]", Given.ApplicationToken),
            ]));

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        await using var db = product.Services.GetRequiredService<OlConnector.Storage.Database>().Read();
        db.Messages.Count().ShouldBe(1);
        db.Audit.Where(entry => entry.Action.StartsWith("forged")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_master_key_that_is_too_short_stops_the_start()
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(
            Product.StartAsync(new FakeTimeProvider(Given.Morning), settings: [("Secrets:MasterKey", "short")]));

        refused.Message.ShouldContain("Secrets:MasterKey must have at least 32 characters.");
    }

    [Fact]
    [Trait("Database", "PostgreSql")]
    public async Task PostgreSQL_without_a_master_key_stops_the_start()
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(
            Product.StartAsync(new FakeTimeProvider(Given.Morning), settings: [("Secrets:MasterKey", "")]));

        refused.Message.ShouldContain("Secrets:MasterKey is needed with PostgreSql");
    }

    [Fact]
    [Trait("Database", "PostgreSql")]
    public async Task What_one_node_encrypts_the_other_reads_and_both_know_a_portal_in_the_ledger_by_one_name()
    {
        await using var nodes = await TwoNodes.StartAsync();

        TwoNodes.Get<SecretBox>(nodes.Two).Unprotect(TwoNodes.Get<SecretBox>(nodes.One).Protect("token")).ShouldBe("token");
        TwoNodes.Get<SecretBox>(nodes.One).Unprotect(TwoNodes.Get<SecretBox>(nodes.Two).Protect("token")).ShouldBe("token");
        var portal = new PortalId("3b7f0c9de1a24586b0f7d2c4a9e81635");
        TwoNodes.Get<DemoLedgers>(nodes.One).HashOf(portal).ShouldBe(TwoNodes.Get<DemoLedgers>(nodes.Two).HashOf(portal));
    }

    private static async Task<string> ProtectAsync(TempFolder folder, string? master)
    {
        await using var product = await StartAsync(folder, master);
        return product.Services.GetRequiredService<SecretBox>().Protect("token");
    }

    private static async Task<string?> UnprotectAsync(TempFolder folder, string? master, string stored)
    {
        await using var product = await StartAsync(folder, master);
        return product.Services.GetRequiredService<SecretBox>().Unprotect(stored);
    }

    private static Task<Product> StartAsync(TempFolder folder, string? master) =>
        Product.StartAsync(new FakeTimeProvider(Given.Morning), folder: folder.Path,
            settings: master is null ? null : [("Secrets:MasterKey", master)]);
}
