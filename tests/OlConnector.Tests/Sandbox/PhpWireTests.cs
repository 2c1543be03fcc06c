using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Marketing;
using OlConnector.Sandbox.Wire;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>Forms are spelt and read as PHP does it: by the vectors of bitrix24.md §10, and by PHP itself where it is installed.</summary>
public sealed class PhpWireTests
{
    private const string Query =
        "a.b=1&c d=2&e[=3&f[x=4&g[a][]=1&g[a][]=2&h[x]y=5&a%5Bb%5D=6&[z]=7&=8&k&m[a]]=1&n[ a ]=3&q[x][=1&+lead=3&t[0]=a&t[x]=b&t[]=c"
        + "&plus=%2B7%20916&%D0%81=%D0%81&a=x&a[q]=deep&s[]=1&s[5]=2&s[]=3";

    private static readonly JObject Awkward = new()
    {
        ["null"] = null,
        ["empty"] = new JArray(),
        ["yes"] = true,
        ["no"] = false,
        ["int"] = 1786437612,
        ["list"] = new JArray("a b", "+7 (916) 000-00-00", "{Привет|Здравствуйте}", "50% \\ ~-_.*!()'\"", "Ё👍\r\n\n"),
        ["bindings"] = new JArray(new JObject { ["OWNER_TYPE_ID"] = "2", ["OWNER_ID"] = "1502" }),
        ["deep"] = new JObject { ["x y"] = new JObject { ["[z]"] = "&=#?" } },
    };

    [Theory]
    [InlineData("a b", "a+b")]
    [InlineData("+7", "%2B7")]
    [InlineData("Ё", "%D0%81")]
    [InlineData("👍", "%F0%9F%91%8D")]
    [InlineData("{a|b}", "%7Ba%7Cb%7D")]
    [InlineData("\n", "%0A")]
    [InlineData("\r\n", "%0D%0A")]
    [InlineData("%", "%25")]
    [InlineData("\\", "%5C")]
    [InlineData("~", "%7E")]
    public void A_value_is_encoded_like_the_vectors(string raw, string onTheWire) => PhpQuery.Encode(raw).ShouldBe(onTheWire);

    [Fact]
    public void Nested_names_have_brackets_and_nothing_vanishes_but_nulls_and_empty_lists()
    {
        PhpQuery.Build(Awkward).ShouldStartWith("yes=1&no=0&int=1786437612&list%5B0%5D=a+b&");
        PhpQuery.Build(new JObject { ["bindings"] = Awkward["bindings"] })
            .ShouldBe("bindings%5B0%5D%5BOWNER_TYPE_ID%5D=2&bindings%5B0%5D%5BOWNER_ID%5D=1502");
    }

    [PhpFact]
    public async Task Our_http_build_query_is_php_s()
    {
        var theirs = await Php.RunAsync("echo http_build_query(json_decode(file_get_contents('php://stdin'), true));", Awkward.ToString());

        PhpQuery.Build(Awkward).ShouldBe(theirs);
    }

    [PhpFact]
    public async Task Our_parse_str_is_php_s()
    {
        var theirs = await Php.RunAsync("parse_str(file_get_contents('php://stdin'), $o); echo json_encode($o, JSON_FORCE_OBJECT);", Query);

        Sorted(PhpForm.Parse(Query)).ShouldBe(Sorted(Requests.Json(theirs)));
    }

    [PhpFact]
    public async Task The_escape_of_marketing_is_php_s()
    {
        const string code = """
            $s = json_decode(file_get_contents('php://stdin'), true);
            foreach ($s as &$v) for ($i = 0; $i < 2; $i++) $v = nl2br(htmlspecialchars($v, ENT_COMPAT, 'UTF-8', false));
            echo json_encode($s);
            """;
        string[] values =
        [
            "ООО \"Ромашка & Ко\"", "&amp;x", "&foo; &nbsp; &apos; &#39; &#x27; &; & amp;",
            "<b>it's</b>", "одна\nдве\r\nтри\rчетыре\n\rпять", "a&lt;br /&gt;b", "&&amp;&",
        ];

        var theirs = JsonConvert.DeserializeObject<string[]>(await Php.RunAsync(code, JsonConvert.SerializeObject(values)));

        values.Select(value => LetterRenderer.Render("#V#", [new("V", value)])).ShouldBe(theirs);
    }

    private static string Sorted(JToken token) => token is JObject map
        ? $"{{{string.Join(",", map.Properties().OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(Sorted))}}}"
        : token.ToString(Formatting.None);

    private static string Sorted(JProperty entry) => $"{entry.Name}:{Sorted(entry.Value)}";
}
