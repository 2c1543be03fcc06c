using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Twilio;
using OlConnector.Gateways.Waha;
using OlConnector.Gateways.WhatsAppCloud;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.House;

namespace OlConnector.Tests.Gateways;

/// <summary>
/// Signatures against the vendor's npm library and against Node's crypto: what they sign we believe, and what we sign they believe.
/// </summary>
public sealed class ForeignSignatureTests
{
    private const int Cases = 300;
    private const string Alphabet = "abcXYZ019 +&=%/?#ёЖ👋\r\n\"'[]{}~.-_";

    private readonly Random _chance = new(20261121);

    [NpmFact("twilio")]
    public async Task Twilios_library_and_we_sign_the_same_forms_alike()
    {
        var forms = Enumerable.Range(0, Cases).Select(_ => AForm()).ToList();
        var input = new JObject { ["forms"] = new JArray(forms.Select(form => Json(form))), ["bodies"] = new JArray() };

        var answers = (JArray)(await AskAsync(input))["forms"]!;

        foreach (var (form, answer) in forms.Zip(answers))
        {
            answer["theirs"]!.ToString().ShouldBe(TwilioSignature.Of(form.Url, form.Pairs, form.Token), JsonConvert.SerializeObject(form));
            answer["accepted"]!.Value<bool>().ShouldBeTrue("their library checks what we signed");
            TwilioSignature.IsGenuine(Call(form, answer["theirs"]!.ToString()), form.Token)
                .ShouldBeTrue("we check what their library signed");
            TwilioSignature.IsGenuine(Call(form, answer["theirs"]!.ToString()), form.Token + "x").ShouldBeFalse();
        }
    }

    [NpmFact("twilio")]
    public async Task Twilios_library_and_we_prove_the_same_bodies_alike()
    {
        var bodies = Enumerable.Range(0, 50)
            .Select(_ => (Url: "https://ol.example/hooks/twilio/key?m=1", Token: AText(20), Body: AText(200)))
            .ToList();
        static string Signed((string Url, string Token, string Body) one) =>
            $"{one.Url}&bodySHA256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one.Body)))}";
        var input = new JObject
        {
            ["forms"] = new JArray(),
            ["bodies"] = new JArray(
                bodies.Select(
                    one => new JObject
                    {
                        ["url"] = one.Url,
                        ["token"] = one.Token,
                        ["body"] = one.Body,
                        ["ours"] = TwilioSignature.Of(Signed(one), [], one.Token),
                    })),
        };

        var answers = (JArray)(await AskAsync(input))["bodies"]!;

        foreach (var (one, answer) in bodies.Zip(answers))
        {
            answer["theirs"]!.ToString().ShouldBe(TwilioSignature.Of(Signed(one), [], one.Token));
            answer["accepted"]!.Value<bool>().ShouldBeTrue();
        }
    }

    [NpmFact]
    public async Task Nodes_crypto_and_we_sign_the_same_bytes_alike_for_Meta_and_WAHA()
    {
        var bodies = Enumerable.Range(0, Cases).Select(_ => (Key: AText(32), Body: Encoding.UTF8.GetBytes(AText(500)))).ToList();
        var input = new JObject
        {
            ["hmacs"] = new JArray(
                from one in bodies
                from algorithm in new[] { "sha256", "sha512" }
                select new JObject { ["algorithm"] = algorithm, ["key"] = one.Key, ["body"] = Convert.ToBase64String(one.Body) }),
        };

        var answers = (JArray)(await AskAsync(input))["hmacs"]!;

        var ours = bodies.SelectMany(one => new[]
        {
            WhatsAppCallbacks.Signature(one.Body, one.Key)["sha256=".Length..],
            WahaCallbacks.Signature(one.Body, one.Key),
        });
        answers.Select(answer => answer.ToString()).ShouldBe(ours);
    }

    private static async Task<JObject> AskAsync(JObject input) =>
        JObject.Parse(
            await Npm.RunAsync([Path.Combine(Repository.Root, "tests", "npm", "signatures.js")], input.ToString(Formatting.None)));

    private Form AForm()
    {
        var names = Enumerable.Range(0, _chance.Next(0, 12)).Select(i => $"{(char)('A' + _chance.Next(58) % 26)}{AText(6)}{i}").ToList();
        var pairs = names
            .SelectMany(name => Enumerable.Range(0, _chance.Next(10) == 0 ? 3 : 1)
                .Select(_ => KeyValuePair.Create(name, _chance.Next(5) == 0 ? "" : AText(40))))
            .ToList();
        var port = _chance.Next(3) == 0 ? ":8443" : "";
        return new Form($"https://ol.example{port}/hooks/twilio/{_chance.Next()}?m={_chance.Next()}", AText(32), pairs);
    }

    private string AText(int longest)
    {
        var runes = Alphabet.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, _chance.Next(1, longest)).Select(_ => runes[_chance.Next(runes.Length)]));
    }

    /// <summary>As a web server hands a form to the vendor's library: a name that comes several times holds a list.</summary>
    private static JObject Json(Form form) => new()
    {
        ["url"] = form.Url,
        ["token"] = form.Token,
        ["ours"] = TwilioSignature.Of(form.Url, form.Pairs, form.Token),
        ["params"] = new JObject(
            form.Pairs.GroupBy(pair => pair.Key).Select(group => new JProperty(
                group.Key, group.Count() == 1 ? group.Single().Value : new JArray(group.Select(pair => pair.Value))))),
    };

    private static CallbackRequest Call(Form form, string signature)
    {
        var body = string.Join('&', form.Pairs.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Twilio-Signature"] = signature };
        return new CallbackRequest("POST", new Uri(form.Url), new Dictionary<string, string>(), headers, Encoding.UTF8.GetBytes(body));
    }

    private sealed record Form(string Url, string Token, IReadOnlyList<KeyValuePair<string, string>> Pairs);
}
