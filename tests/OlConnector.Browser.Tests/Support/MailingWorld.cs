using System.Net.Http.Json;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Marketing;

namespace OlConnector.Browser.Tests.Support;

/// <summary>CRM-Marketing has handed a large letter over: a hundred of it wait in the queue, the rest for a person.</summary>
public sealed class MailingWorld : World
{
    /// <summary>The segment that the guard cuts.</summary>
    public const string Large = "Большая рассылка";

    /// <summary>Begins the letter, and so the mailing's name.</summary>
    public const string Text = "{Здравствуйте|Добрый день}, #NAME#! До пятницы скидка 15 % на осмотр.";

    /// <summary>A person who may only look.</summary>
    public const int Viewer = 3;

    /// <summary>Fast enough for a curve on the chart, and slow enough that the mailing runs until the tests have ended.</summary>
    private protected override double Speed => 3;

    /// <summary>
    /// Where the mailing is listed, of which a part waits for a person. Clients whose names have braces are mailings of their own.
    /// </summary>
    internal static ILocator Row(PortalPage page) => page.App.GetByRole(AriaRole.Listitem).Filter(
        new() { HasText = page.Look.Says("ждут решения", "wait for a decision") });

    /// <summary>Opens the mailing from the list.</summary>
    internal static async Task ShowAsync(PortalPage page)
    {
        await page.GoAsync("/campaigns");
        await Row(page).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Button(page.Look.Says("Остановить", "Stop"))).ToBeVisibleAsync();
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (Browser.Missing is not null) return;
        var segment = Portal.Marketing.Segments.First(segment => segment.Name == Large);
        await Portal.Marketing.LaunchLetterAsync(
            Portal.Marketing.Write(Text, Launch.FirstSender(Portal), segment, Look.Marketer), StreamOptions.Calm);
        using var http = new HttpClient();
        using var given = await http.PostAsJsonAsync(new Uri($"{Portal.BaseUrl}/sandbox/role"), new { user = Viewer, role = "viewer" });
        given.EnsureSuccessStatusCode();
    }
}
