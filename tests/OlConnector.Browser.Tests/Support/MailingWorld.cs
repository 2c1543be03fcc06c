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
