using System.Text.Json;

namespace OlConnector.Browser.Tests.Support;

/// <summary>Looks for what keeps people with a screen reader, a keyboard or weak eyes out, by the rules of axe-core.</summary>
internal static class Axe
{
    private const string Ask = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(found => ['serious', 'critical'].includes(found.impact))
          .flatMap(found => found.nodes.map(node => `${found.impact} ${found.id}: ${node.target.join(' ')} — ${node.failureSummary}`))
        """;

    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(
        FindRoot(), "src", "OlConnector.Ui", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Fails with what was found serious or critical on the screen as it stands.</summary>
    internal static Task ShouldFindNothingAsync(PortalPage page) => ShouldFindNothingAsync(page.Frame);

    /// <summary>The same for a page that no portal frames.</summary>
    internal static async Task ShouldFindNothingAsync(IFrame frame)
    {
        // The browser's debugger puts it in, which no policy of contents stops.
        await frame.EvaluateAsync(Source.Value);
        var found = await frame.EvaluateAsync<JsonElement>(Ask);
        found.EnumerateArray().Select(one => one.GetString()).ShouldBeEmpty();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OlConnector.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No OlConnector.sln above {AppContext.BaseDirectory}.");
    }
}
