namespace OlConnector.Browser.Tests.Support;

/// <summary>CRM-Marketing in the portal beside the app, as a person uses it.</summary>
internal static class Marketing
{
    /// <summary>Pastes a text into a letter and launches it.</summary>
    /// <param name="world">Whose portal.</param>
    /// <param name="look">Who does it.</param>
    /// <param name="text">The letter.</param>
    /// <param name="segment">Its segment; null for the one that stands first.</param>
    internal static async Task LaunchAsync(World world, PortalPage look, string text, string? segment = null)
    {
        var portal = await look.Page.Context.NewPageAsync();
        await portal.GotoAsync($"{world.Portal.BaseUrl}/?lang={look.Look.Language}&user={Look.Marketer}");
        await portal.Locator("#tab-letter").ClickAsync();
        if (segment is not null)
            await portal.Locator("#segment").SelectOptionAsync(
                await portal.Locator("#segment option").Filter(new() { HasText = segment }).GetAttributeAsync("value") ?? "");
        await portal.Locator("#letter-text").FillAsync(text);
        await portal.Locator("#launch").ClickAsync();
        await Assertions.Expect(portal.Locator("#launched")).Not.ToBeEmptyAsync();
        await portal.CloseAsync();
    }
}
