using OlConnector.Sandbox;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Marketing;
using OlConnector.Sandbox.Portals;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>bitrix24.md §5.5 and §6.1.</summary>
public sealed class MarketingTests : SandboxTests
{
    [Theory]
    [InlineData("{Привет|Добрый день}, #NAME#!", "ООО \"Ромашка & Ко\"", "{Привет|Добрый день}, ООО &quot;Ромашка &amp; Ко&quot;!")]
    [InlineData("#NAME#", "О'Генри", "О'Генри")]
    [InlineData("#NAME#", "одна\nдве", "одна&lt;br /&gt;<br />\nдве")]
    [InlineData("#NAME#", "", "")]
    [InlineData("Скидка <50% & больше>", "x", "Скидка <50% & больше>")]
    [InlineData("Сумма #SUM#, #промо#, #sale#new", "x", "Сумма , #промо#, new")]
    [InlineData("{{NAME}} %name%", "x", "{{NAME}} %name%")]
    [InlineData("#NAME#", "Рим #sale# Май", "Рим  Май")]
    public void A_letter_is_rendered_as_the_portal_does(string template, string name, string expected) =>
        LetterRenderer.Render(template, [new("NAME", name)]).ShouldBe(expected);

    [Fact]
    public void Fields_of_a_client_are_its_name_its_phone_and_its_card()
    {
        var company = World.Portal.Crm.All(CrmTypes.Company).First(card => card.Phones.Count > 0);
        var letter = World.Portal.Marketing.Write(
            "#NAME#|#EMAIL_TO#|#SENDER_CHAIN_ID#|#COMPANY.TITLE#", "x", World.Portal.Marketing.Segments[0]);

        var text = CrmMarketing.Render(letter, company).Split('|');

        text[0].ShouldBe(text[3]);
        text[1].ShouldStartWith("+");
        text[2].ShouldBe($"{letter.Id}");
    }

    [Fact]
    public async Task A_launch_reaches_everybody_with_a_phone_who_did_not_unsubscribe()
    {
        await World.InstalledAsync();
        var everybody = World.Portal.Marketing.Segments.Single(segment => segment.Name == "Все клиенты");
        var letter = World.Portal.Marketing.Write("Привет, #NAME#", SandboxWorld.Code, everybody);

        var run = await World.Portal.Marketing.LaunchLetterAsync(letter);

        run.Accepted.ShouldBe(everybody.Recipients.Count());
        run.Calls.Count(call => !call.HasAuth).ShouldBeInRange(0, run.Calls.Count / 4);
        run.Calls.ShouldAllBe(call => call.Status == 200);
    }

    [Fact]
    public async Task A_rough_stream_repeats_ids_and_recipients()
    {
        await World.InstalledAsync();
        var letter = World.Portal.Marketing.Write(
            "Привет", SandboxWorld.Code, World.Portal.Marketing.Segments.Single(segment => segment.Name == "Все клиенты"));

        var run = await World.Portal.Marketing.LaunchLetterAsync(letter, StreamOptions.Rough with { Duplicates = 0.5, Resends = 0.5 });

        run.Calls.Count(call => call.IsRepeat).ShouldBeGreaterThan(0);
        run.Calls.Where(call => call.IsRepeat).ShouldAllBe(repeat => run.Calls.Any(call => !call.IsRepeat && call.Body == repeat.Body));
        run.Accepted.ShouldBeGreaterThan(letter.Segment.Recipients.Count());
    }

    [Fact]
    public async Task A_calm_stream_keeps_the_order_of_the_segment()
    {
        await World.InstalledAsync();
        var segment = World.Portal.Marketing.AddSegment("Трое", "+79990000033", "+79990000022", "+79990000044");

        var run = await World.Portal.Marketing.LaunchLetterAsync(
            World.Portal.Marketing.Write("Привет", SandboxWorld.Code, segment), StreamOptions.Calm);

        run.Calls.Select(call => call.Phone).ShouldBe(["+79990000033", "+79990000022", "+79990000044"]);
        run.Calls.ShouldAllBe(call => call.HasAuth);
    }

    [Fact]
    public async Task The_same_seed_invents_the_same_clients_and_no_phone_twice()
    {
        await using var twin = await SandboxCloud.StartAsync(new SandboxOptions { Clients = World.Cloud.Options.Clients }, World.Clock);

        var clients = Phones(World.Portal);

        clients.ShouldBe(Phones(twin.Portal));
        clients.Distinct().Count().ShouldBe(clients.Count);
        clients.ShouldNotBe(Phones(twin.Portals[1]));
    }

    private static List<string> Phones(SandboxPortal portal) =>
        [.. new[] { CrmTypes.Contact, CrmTypes.Lead, CrmTypes.Company }.SelectMany(portal.Crm.All).SelectMany(client => client.Phones)
            .Select(PhoneText.Digits)];
}
