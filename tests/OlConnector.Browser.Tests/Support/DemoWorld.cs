namespace OlConnector.Browser.Tests.Support;

/// <summary>A portal in demo whose mailing of twelve met the end of its ten messages.</summary>
public sealed class DemoWorld : World
{
    private const int Messages = 12;

    private protected override double Speed => 20;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (Browser.Missing is not null) return;
        using var office = await OfficeApi.OpenAsync(this);
        await BecomeAsync(office, "D");
        var line = await office.FirstLineAsync();
        await line.QueueAsync(Messages);
        await UntilAsync(office, portal => (int?)portal["demoLeft"] == 0);
    }

    /// <summary>The portal pays, and the app has heard of it.</summary>
    internal async Task PayAsync()
    {
        using var office = await OfficeApi.OpenAsync(this);
        await BecomeAsync(office, "S");
        await UntilAsync(office, portal => (int)portal["refusedByDemo"]! == Messages - 10);
    }

    private async Task BecomeAsync(OfficeApi office, string status)
    {
        await Portal.Lifecycle.PayAsync(status);
        await UntilAsync(office, portal => (string?)portal["status"] == status);
    }

    private static async Task UntilAsync(OfficeApi office, Func<Newtonsoft.Json.Linq.JToken, bool> so)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (so((await office.GetAsync("session"))["portal"]!)) return;
            await Task.Delay(TimeSpan.FromSeconds(2), office.Clock);
        }

        throw new TimeoutException($"{await office.GetAsync("session")}");
    }
}
