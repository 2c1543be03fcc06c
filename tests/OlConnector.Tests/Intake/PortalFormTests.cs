using System.Text;
using OlConnector.Bitrix24;

namespace OlConnector.Tests.Intake;

public sealed class PortalFormTests
{
    [Theory]
    [InlineData("a=+", "a", " ")]
    [InlineData("a=%20", "a", " ")]
    [InlineData("a=%2B7", "a", "+7")]
    [InlineData("a=%D0%81", "a", "Ё")]
    [InlineData("a=%F0%9F%91%8D", "a", "👍")]
    [InlineData("a=%7Ba%7Cb%7D", "a", "{a|b}")]
    [InlineData("a=%0D%0A", "a", "\r\n")]
    [InlineData("a=%25", "a", "%")]
    [InlineData("a=%5C", "a", "\\")]
    [InlineData("bindings%5B0%5D%5BOWNER_ID%5D=5", "bindings[0][OWNER_ID]", "5")]
    [InlineData("bindings[0][OWNER_ID]=5", "bindings[0][OWNER_ID]", "5")]
    [InlineData("a=1&a=2", "a", "2")]
    [InlineData("a", "a", "")]
    [InlineData("a=b=c", "a", "b=c")]
    [InlineData("a=100%&b=%zz", "a", "100%")]
    [InlineData("a=%", "a", "%")]
    [InlineData("a=%4", "a", "%4")]
    public void A_value_is_read_as_php_would_have_meant_it(string body, string name, string value) => Read(body)![name].ShouldBe(value);

    [Fact]
    public void Broken_utf8_becomes_a_replacement_character() => Read("a=%FF")!["a"].ShouldBe("\ufffd");

    [Fact]
    public void More_than_a_thousand_values_are_refused() =>
        Read(string.Join('&', Enumerable.Range(0, 1001).Select(i => $"a{i}=1"))).ShouldBeNull();

    [Theory]
    [InlineData("""{"auth":{"member_id":"m","expires":3600,"ok":true,"none":null},"data":{"a":["x","y"]}}""")]
    public void Json_has_the_same_flat_names(string json)
    {
        var form = Read(json)!;

        (form["auth[member_id]"], form["auth[expires]"], form["auth[ok]"],
            form["auth[none]"], form["data[a][1]"]).ShouldBe(("m", "3600", "1", null, "y"));
    }

    [Fact]
    public void Deep_json_is_refused() => Read(string.Concat(Enumerable.Repeat("{\"a\":", 50)) + "1" + new string('}', 50)).ShouldBeNull();

    [Fact]
    public void No_body_ever_throws()
    {
        var runs = int.TryParse(Environment.GetEnvironmentVariable("OLC_FUZZ"), out var wanted) ? wanted : 20_000;
        var chance = new Random(20261121);
        var alphabet = "abc[]%=&+{}\":,0129 \\\0\u00ff\n"u8.ToArray();
        var buffer = new byte[200];
        for (var run = 0; run < runs; run++)
        {
            var length = chance.Next(buffer.Length);
            for (var i = 0; i < length; i++)
                buffer[i] = chance.Next(10) == 0 ? (byte)chance.Next(256) : alphabet[chance.Next(alphabet.Length)];
            var isRead = PortalForm.TryRead(
                buffer.AsMemory(0, length), run % 3 == 0 ? "application/json" : null, out var form, out var problem);
            (isRead ? form is not null : problem is { Length: > 0 }).ShouldBeTrue();
        }
    }

    private static PortalForm? Read(string body) =>
        PortalForm.TryRead(Encoding.UTF8.GetBytes(body), null, out var form, out _) ? form : null;
}
