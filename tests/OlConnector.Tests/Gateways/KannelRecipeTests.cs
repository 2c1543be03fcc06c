using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Parts;
using OlConnector.Gateways.Smpp;
using OlConnector.Tests.Gateways.Smpp;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.House;

namespace OlConnector.Tests.Gateways;

/// <summary>
/// The settings of Kannel that <c>docs/gateways/kannel.md</c> tells people to write, as they stand on that page, with a real Kannel, an
/// SMSC behind it and the real host in front.
/// </summary>
public sealed partial class KannelRecipeTests
{
    private const string Client = "79161234567";

    [KannelFact]
    public async Task A_Cyrillic_refusal_opts_out_through_a_Kannel_set_up_as_the_page_says()
    {
        await using var world = await World.StartAsync(Blocks().First());

        await world.WriteAsync(8, Encoding.BigEndianUnicode.GetBytes("СТОП"));

        (await world.Product.MailAsync("+7 916 123-45-67")).Reason.ShouldBe(Reason.OptedOut);
        await world.WriteAsync(0, "start"u8.ToArray());
        (await world.Product.MailAsync("+7 916 123-45-67", "Another one")).State.ShouldBe(MessageState.Queued);
        world.Product.Count("kept_callbacks").ShouldBe(0);
    }

    /// <summary>An SMS of our own goes the same way behind the client's: what Kannel had to say, it has said before.</summary>
    [KannelFact]
    public async Task The_client_who_writes_gets_no_SMS_from_Kannel_itself()
    {
        await using var world = await World.StartAsync(Blocks().First());

        await world.WriteAsync(0, "hello"u8.ToArray());
        await world.Product.SendAsync(Client, "ours");

        (await world.NextTextAsync()).ShouldBe("ours");
    }

    [KannelFact]
    public async Task Without_the_line_that_says_so_Kannel_answers_every_client()
    {
        await using var world = await World.StartAsync(Blocks().First().Replace("max-messages = 0\n", "", StringComparison.Ordinal));

        await world.WriteAsync(0, "hello"u8.ToArray());

        (await world.NextTextAsync()).ShouldContain("Empty reply");
    }

    [Fact]
    public void The_recipe_is_the_same_in_both_languages()
    {
        var recipes = Blocks().ToList();

        recipes.Count.ShouldBe(2);
        recipes[0].ShouldBe(recipes[1]);
    }

    private static IEnumerable<string> Blocks() =>
        Block().Matches(Repository.Read("docs/gateways/kannel.md")).Select(match => match.Groups["conf"].Value.Trim());

    /// <summary>An SMSC, a Kannel that calls a server of ours, and the product, which gets those calls to the letter.</summary>
    private sealed class World(ScriptedSmsc smsc, RealKannel kannel, ScriptedServer hook, GatewayWorld product) : IAsyncDisposable
    {
        public GatewayWorld Product => product;

        public static async Task<World> StartAsync(string recipe)
        {
            var smsc = new ScriptedSmsc();
            var hook = await ScriptedServer.StartAsync(TimeProvider.System);
            hook.Usually = _ => new Reply.Full(200, "");
            var written = recipe.Replace("<hookUrl>", hook.Url + "/hook", StringComparison.Ordinal)
                .Replace("<username>", "ol", StringComparison.Ordinal).Replace("<password>", "password", StringComparison.Ordinal);
            var kannel = await RealKannel.StartAsync("ol", "password", smsc.Port, written);
            await smsc.NextAsync(SmppCommand.BindTransceiver);
            var product = await GatewayWorld.StartAsync("kannel", _ => new()
            {
                ["sendsmsUrl"] = kannel.SendSmsUrl,
                ["username"] = "ol",
                ["password"] = "password",
                ["from"] = "OL",
            });
            return new World(smsc, kannel, hook, product);
        }

        /// <summary>A client's SMS, until the product has taken what Kannel made of it.</summary>
        public async Task WriteAsync(byte coding, byte[] text)
        {
            await smsc.DeliverAsync(
                new ShortMessageBody(SmppAddress.Recipient(Client), SmppAddress.Recipient("375330000000"), 0, coding, 0, text).Write());
            var call = await hook.ArrivedAsync();
            (await product.CallAsync("kannel", HttpMethod.Get, call.Query)).ShouldBe(HttpStatusCode.OK, call.Query);
        }

        /// <summary>The next SMS that Kannel sends.</summary>
        public async Task<string> NextTextAsync() =>
            GsmOctets.Decode(ShortMessageBody.Read((await smsc.NextAsync(SmppCommand.SubmitSm)).Body.Span)!.Text.Span);

        public async ValueTask DisposeAsync()
        {
            await product.DisposeAsync();
            await kannel.DisposeAsync();
            await hook.DisposeAsync();
            await smsc.DisposeAsync();
        }
    }

    [GeneratedRegex(
        "```ini\n(?<conf>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Block();
}
