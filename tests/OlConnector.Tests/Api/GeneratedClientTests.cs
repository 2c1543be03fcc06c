using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.House;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>What others' tools make of the description: a client that type-checks and works, and no error of a linter.</summary>
public sealed class GeneratedClientTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string Sources = "tests/npm/client";

    [NpmFact("openapi-typescript", "openapi-fetch", "typescript")]
    public async Task A_generated_client_makes_a_line_a_message_and_steers_a_campaign_under_strict_without_a_cast()
    {
        using var folder = await FolderAsync();
        Repository.Read($"{Sources}/client.ts").Has(@"\bas (?!a )|\bany\b|@ts-|<any>").ShouldBeFalse("a cast");
        foreach (var file in new[] { "client.ts", "tsconfig.json" })
            File.Copy(Path.Combine(Repository.Root, Sources, file), Path.Combine(folder.Path, file));
        var campaign = await world.CampaignAsync(world.Line, size: 3);
        await world.MessagesAsync(world.Line, MessageState.Held, 2, campaign, reason: Reason.SegmentGuard);

        await Npm.RunAsync([Tool("openapi-typescript/bin/cli.js"), Path.Combine(folder.Path, "openapi.json"), "-o",
            Path.Combine(folder.Path, "schema.d.ts")]);
        await Npm.RunAsync([Tool("typescript/bin/tsc"), "-p", folder.Path]);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "package.json"), """{"type":"module"}""");
        var program = await world.ProgramTokenAsync(Role.Admin);
        var made = JObject.Parse(await Npm.RunAsync(
            [Path.Combine(folder.Path, "out", "client.js"), world.Product.Url, program, world.Vendor.Url]));

        made["line"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""{"jitter":10,"to":"19:00","from":"10:00"}""");
        made["message"]!.ToString().ShouldBe("accepted");
        made["campaign"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""{"name":"Spring","released":1}""");
        ((int)made["reasons"]!).ShouldBeGreaterThan(5);
    }

    [NpmFact("@redocly/cli")]
    public async Task The_recommended_rules_of_redocly_find_no_error()
    {
        using var folder = await FolderAsync();

        var found = JObject.Parse(await Npm.RunAsync(
            [
                Tool("@redocly/cli/bin/cli.js"), "lint", Path.Combine(folder.Path, "openapi.json"), "--extends", "recommended",
                "--format", "json",
            ]));

        ((int)found["totals"]!["errors"]!).ShouldBe(0, found.ToString());
    }

    /// <summary>A folder with the description in it, and the packages in reach of modules.</summary>
    private async Task<TempFolder> FolderAsync()
    {
        var folder = new TempFolder();
        var description = await world.Product.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "openapi.json"), description);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "node_modules"), Path.Combine(Npm.Folder, "node_modules"));
        return folder;
    }

    private static string Tool(string path) => Path.Combine(Npm.Folder, "node_modules", path);
}
