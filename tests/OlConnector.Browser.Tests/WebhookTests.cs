using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>Webhooks as an administrator makes, tries and looks after them, and the page that tells developers how to begin.</summary>
public sealed class WebhookTests(SettledWorld world) : IClassFixture<SettledWorld>
{
    [BrowserFact]
    public async Task A_webhook_is_made_its_secret_is_shown_once_and_its_deliveries_are_seen_and_repeated()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var page = await world.OpenAsync();
        await page.GoAsync("/settings/webhooks");
        await Assertions.Expect(page.App.GetByText("Здесь будут адреса ваших программ")).ToBeVisibleAsync();

        await page.Button("Создать вебхук").First.ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Создать вебхук" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Заполните");
        await dialog.GetByLabel("Адрес").FillAsync("https://169.254.169.254/");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Создать вебхук" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Это внутренний адрес");
        await dialog.GetByLabel("Адрес").FillAsync($"{receiver.Url}/olconnector?key=hidden");
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Линия: настройки" }).CheckAsync();
        await page.KeepPictureAsync("webhook-new");
        await Axe.ShouldFindNothingAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Создать вебхук" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("whsec_");
        await page.KeepPictureAsync("webhook-secret");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Я скопировал секрет" }).ClickAsync();

        var row = page.App.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "/olconnector" });
        await Assertions.Expect(row).ToContainTextAsync("работает");
        await Assertions.Expect(row).Not.ToContainTextAsync("hidden");
        await row.GetByRole(AriaRole.Button, new() { Name = "Проверить" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Получатель принял проверочное событие");
        receiver.Status = 500;
        await row.GetByRole(AriaRole.Button, new() { Name = "Проверить" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Не принято: ответ 500");
        receiver.Status = 204;

        using (var office = await OfficeApi.OpenAsync(world))
        {
            var line = world.Lines[SettledWorld.Second];
            await office.PostAsync($"lines/{line}/pause");
        }

        await row.GetByRole(AriaRole.Button, new() { Name = "Доставки" }).ClickAsync();
        // The newest stands first; what the line does next may have been told as well.
        var first = dialog.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "line.updated" }).Last;
        await Assertions.Expect(first).ToContainTextAsync("доставлено", new() { Timeout = 20_000 });
        await first.GetByRole(AriaRole.Button, new() { Name = "Тело доставки 1" }).ClickAsync();
        await Assertions.Expect(first).ToContainTextAsync("\"sequence\": 1");
        await page.KeepPictureAsync("webhook-deliveries");
        await Axe.ShouldFindNothingAsync(page);
        var before = receiver.Told("evt_").Count;
        await first.GetByRole(AriaRole.Button, new() { Name = "Повторить доставку 1" }).ClickAsync();
        await Assertions.Expect(first).ToContainTextAsync("2 попытки", new() { Timeout = 20_000 });
        receiver.Told("evt_").Count.ShouldBe(before + 1);
        await page.Page.Keyboard.PressAsync("Escape");

        await row.GetByRole(AriaRole.Button, new() { Name = "Выключить" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("выключен");
        // A toast keeps marks of its own for the focus as long as it is there.
        await Assertions.Expect(page.App.GetByText("он не узнает")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await page.KeepPictureAsync("webhooks");
        await Axe.ShouldFindNothingAsync(page);
        await row.GetByRole(AriaRole.Button, new() { Name = "Удалить" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Удалить" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Developers_find_a_call_a_client_and_a_check_with_this_installations_address()
    {
        await using var page = await world.OpenAsync(new Look { Language = "en" });
        await page.GoAsync("/settings/developers");

        await Assertions.Expect(page.Heading("Send a message")).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByLabel("curl")).ToContainTextAsync($"{world.Launch.AppUrl}/api/v1/messages");
        await Assertions.Expect(page.App.GetByLabel("openapi-fetch")).ToContainTextAsync("/openapi/v1.json");
        await page.ShouldNotScrollSidewaysAsync();
        await page.KeepPictureAsync("developers");
        await Axe.ShouldFindNothingAsync(page);
    }

    [BrowserFact]
    public async Task A_marketer_is_told_whose_webhooks_are()
    {
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });
        await page.GoAsync("/settings/webhooks");

        await Assertions.Expect(page.App.GetByText("администратор").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Создать вебхук")).ToHaveCountAsync(0);
    }

    /// <summary>A program of the portal's: remembers what it was told.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly ConcurrentQueue<string> _ids = new();

        private Receiver(WebApplication app) => _app = app;

        public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public int Status { get; set; } = 204;

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var receiver = new Receiver(builder.Build());
            receiver._app.Run(http =>
            {
                receiver._ids.Enqueue(http.Request.Headers["webhook-id"].ToString());
                http.Response.StatusCode = receiver.Status;
                return Task.CompletedTask;
            });
            await receiver._app.StartAsync();
            return receiver;
        }

        public IReadOnlyList<string> Told(string prefix) => [.. _ids.Where(id => id.StartsWith(prefix, StringComparison.Ordinal))];

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
