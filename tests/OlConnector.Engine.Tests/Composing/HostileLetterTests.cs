using OlConnector.Engine.Composing.Personalization;

namespace OlConnector.Engine.Tests.Composing;

/// <summary>What the template library could do and a letter may not. Nothing of it runs: all are errors, each with its place.</summary>
public sealed class HostileLetterTests
{
    private const string Before = "Привет,\r\n🐱 ";

    public static TheoryData<string> Forbidden =>
    [
        // loops and other statements
        "{{ for x in NAME }}{{ x }}{{ end }}", "{{ for x in 1..1000000 }}x{{ end }}", "{{ while true }}x{{ end }}",
        "{{ while NAME }}x{{ end }}",
        "{{ tablerow x in NAME }}{{ end }}", "{{ case NAME }}{{ when 'x' }}{{ end }}", "{{ break }}", "{{ continue }}", "{{ ret NAME }}",
        "{{ capture x }}y{{ end }}", "{{ with NAME }}x{{ end }}", "{{ wrap NAME }}x{{ end }}", "{{ func f }}x{{ end }}",
        "{{ func f(x); ret x; end }}",
        "{{ f(x) = x * 2 }}", "{{ NAME | do; ret $0; end }}", "{{ import NAME }}", "{{ readonly NAME }}", "{{ NAME = 'x' }}",
        "{{ NAME += 'x' }}",
        "{{ NAME++ }}", "{{ --NAME }}", "{{ deal.TITLE = 'x' }}", "{{ raw }}{{ NAME }}{{ end_raw }} {{ 1 }}", "{{ assign x = 1 }}",
        // the library's own things
        "{{ this }}", "{{ this.NAME }}", "{{ this['NAME'] }}", "{{ $ }}", "{{ $0 }}", "{{ $$ }}", "{{ $x = 1 }}", "{{ @NAME }}",
        "{{ NAME | @upper }}",
        "{{ ^NAME }}", "{{ NAME ^ 2 }}", "{{ include 'x' }}", "{{ include '/etc/passwd' | upper }}", "{{ 'x' | include }}",
        "{{ include_join [] }}",
        "{{ object.eval '1' }}", "{{ '1 + 1' | object.eval }}", "{{ NAME | object.eval_template }}", "{{ object.keys this }}",
        "{{ NAME | string.size }}",
        "{{ NAME | string.pad_left 1000000 }}", "{{ NAME | string.upcase }}", "{{ NAME | html.escape }}",
        "{{ NAME | regex.match '(a+)+$' }}",
        "{{ NAME | math.plus 1 }}", "{{ NAME | array.size }}", "{{ date.now | date.to_string '%Y' }}", "{{ NAME | date.parse }}",
        "{{ NAME | import }}",
        "{{ NAME | this }}", "{{ NAME | deal.upper }}", "{{ NAME | UPPER }}", "{{ NAME |> upper }}", "{{ NAME | upper() }}",
        "{{ upper(NAME) }}",
        "{{ NAME | default text: 'x' }}", "{{ NAME | default NICK }}", "{{ NAME | default 'x' 'y' }}", "{{ NAME | default }}",
        "{{ NAME | upper 'x' }}",
        "{{ NAME | date 'dd' 'UTC' 'x' }}", "{{ NAME | }}", "{{ | upper }}", "{{ NAME | 'x' }}", "{{ NAME | (upper) }}",
        // arithmetic, ranges, indexers, literals
        "{{ 1 }}", "{{ 1.5 }}", "{{ 0x10 }}", "{{ true }}", "{{ null }}", "{{ 'x' }}", "{{ NAME + 'x' }}", "{{ NAME * 1000000 }}",
        "{{ 'x' * 1000000 }}",
        "{{ NAME - NICK }}", "{{ NA-ME }}", "{{ -NAME }}", "{{ NAME // 2 }}", "{{ NAME % 2 }}", "{{ NAME << 40 }}", "{{ 1..5 }}",
        "{{ 1..<5 }}", "{{ NAME..NICK }}",
        "{{ NAME[0] }}", "{{ NAME['x'] }}", "{{ deal['TITLE'] }}", "{{ deal?.TITLE }}", "{{ NAME.empty? }}", "{{ .NAME }}", "{{ NAME. }}",
        "{{ deal.true }}", "{{ [1, 2] }}", "{{ {a: 1} }}", "{{ NAME ? 'x' : 'y' }}", "{{ NAME ?! 'x' }}", "{{ NAME ?? 1 }}",
        "{{ NAME ?? true }}",
        "{{ 'x' ?? NAME }}", "{{ NAME ?? ('x') }}", "{{ (NAME) }}", "{{ NAME == 'x' }}", "{{ !NAME }}", "{{ NAME && NICK }}",
        "{{ NAME 'x' }}", "{{ NAME, NICK }}",
        // conditions
        "{{ if }}x{{ end }}", "{{ if true }}x{{ end }}", "{{ if 1 == 1 }}x{{ end }}", "{{ if 'a' == 'a' }}x{{ end }}",
        "{{ if 'x' }}x{{ end }}",
        "{{ if NAME > 'x' }}x{{ end }}", "{{ if (NAME) }}x{{ end }}", "{{ if NAME | upper }}x{{ end }}", "{{ if upper NAME }}x{{ end }}",
        "{{ if NAME = 'x' }}x{{ end }}", "{{ if !NAME == 'x' }}x{{ end }}", "{{ if !(NAME == 'x') }}x{{ end }}",
        "{{ if NAME ?? 'x' }}x{{ end }}",
        "{{ if NAME; NICK; end }}", "{{ if NAME }}x{{ elsif NICK }}y{{ end }}", "{{ if NAME and NICK }}x{{ end }}",
        "{{ if not NAME }}x{{ end }}",
        "{{ if NAME == true }}x{{ end }}", "{{ if NAME == null }}x{{ end }}", "{{ if NAME == 5 }}x{{ end }}",
        "{{ if NAME }}x{{ end; NICK }}",
        // several statements, comments, strings of other kinds, white space
        "{{ NAME; NICK }}", "{{ NAME; }}", "{{ NAME\nNICK }}", "{{ NAME\n}}", "{{\r\nNAME }}", "{{ NAME # x }}", "{{ # x }}",
        "{{## x ##}}", "{{ ## x\ny ## NAME }}",
        "{{ NAME ?? `x` }}", "{{ $'x{NAME}' }}", "{{ NAME ?? $\"x{NICK}\" }}", "{{ NAME ?? '\\u0041' }}", "{{ NAME ?? 'a\\'b' }}",
        "{{ NAME ?? 'a\\nb' }}",
        "{{ NAME ?? 'C:\\' }}", "{{ NAME \0 }}", "{{ \0 }}", "{{ NAME\u200B }}", "{{ № }}", "{{}}", "{{ }}", "{{\u00A0}}",
        "{{- NAME }}", "{{ NAME -}}", "{{~ NAME }}", "{{ NAME ~}}", "{{-}}", "{%{ {{NAME}} }%}", "{%%{ x }%%}", "{%{", "{{{NAME}}}",
        "{{{ NAME }}",
        // other template languages
        "{{&NAME}}", "{{> partial}}", "{{! comment }}", "{{@root.NAME}}", "{{../NAME}}", "{{lookup NAME \"x\"}}",
        "{{#each NAME}}{{/each}}",
        "{{upper (lower NAME)}}", "{{[Имя клиента]}}", "{{ NAME|escape('html') }}", "{{ ''.__class__ }}", "{{ ${7*7} }}",
        "{{ NAME }}{{ NAME",
    ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void It_is_an_error_with_its_place_and_nothing_of_it_runs(string hostile)
    {
        var letter = LetterTemplate.Parse(Before + hostile);

        letter.IsValid.ShouldBeFalse();
        letter.Fields.ShouldBeEmpty();
        letter.Errors.ShouldAllBe(error => error.Position >= Before.Length && (Before + hostile)[error.Position] == '{');
        letter.Render(Recipient).ShouldBe(Before + hostile);
        letter.RenderSample(Recipient).ShouldBe(Before + hostile);
        letter.MissingIn(Recipient).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{{ date.now }}{{ string.size }}{{ NAME.size }}{{ object.eval }}", 0)]
    [InlineData("{{ include }}{{ import_ }}{{ empty }}{{ blank }}{{ array.size | default 'x' }}", 1)]
    public void A_name_of_the_library_is_a_field_like_any_other(string source, int shown)
    {
        var letter = LetterTemplate.Parse(source);

        letter.IsValid.ShouldBeTrue();
        letter.MissingIn(Recipient).Count.ShouldBe(letter.Fields.Count - shown);
        letter.Render(Recipient).ShouldBe(shown == 0 ? "" : "x");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{{")]
    [InlineData("{{{")]
    [InlineData("{{ ")]
    [InlineData("{{ {")]
    [InlineData("{{ a")]
    [InlineData("{{ (")]
    [InlineData("{{ [")]
    [InlineData("{{ !")]
    [InlineData("{{ 'x")]
    [InlineData("{{\"")]
    [InlineData("{%{")]
    [InlineData("{%")]
    [InlineData("{{#")]
    [InlineData("{{ a }}")]
    [InlineData("{{ if a }}")]
    [InlineData("{{ if a }}{{ else }}")]
    [InlineData("{{ end }}")]
    [InlineData("a ?? ")]
    public void A_hundred_thousand_of_anything_take_no_time(string piece)
    {
        var began = TimeProvider.System.GetTimestamp();
        foreach (var most in new[] { LetterLimits.MostCharacters, 100_000 * piece.Length })
        {
            foreach (var start in new[] { "", "{{ ", "{{ if a == " })
            {
                var source = start + string.Concat(Enumerable.Repeat(piece, (most / piece.Length) + 1))[..(most - start.Length)];
                var letter = LetterTemplate.Parse(source);
                if (!letter.IsValid) letter.Render(Recipient).ShouldBe(source);
            }
        }
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5), piece);
    }

    private static Dictionary<string, string> Recipient => new(StringComparer.OrdinalIgnoreCase)
    {
        ["NAME"] = "{{ 1 + 1 }}",
        ["NICK"] = "x",
        ["deal.TITLE"] = "y",
    };
}
