using System.Text.Json;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Gateways;

namespace OlConnector.Engine.Tests.Composing;

/// <summary>The interface's editor colours texts by a small lexer of its own. Both read these cases, and have to find the same.</summary>
public sealed class SharedCaseTests
{
    private const string Cases = "src/OlConnector.Ui/tests/screens/compose/cases.json";

    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web);

    public static TheoryData<string> Texts => [.. Read().Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_has_its_groups_and_broken_brackets_where_the_editor_shows_them(string text)
    {
        var expected = Read()[text];

        var preview = TextPreview.Of(new PreviewItem(text, Channel.Sms));

        var broken = preview.Errors.Where(error => error.Code is SpintaxCodes.Unclosed or SpintaxCodes.Mismatched);
        broken.Select(error => error.Position - 1).ShouldBe(expected.Broken);
        if (expected.Broken.Count > 0) return;
        preview.Spans.Select(span => new Span($"{span.Kind}".ToLowerInvariant(), span.Position, span.Position + span.Length))
            .ShouldBe(expected.Spans);
    }

    private static Dictionary<string, Case> Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OlConnector.sln"))) folder = folder.Parent;
        var json = File.ReadAllText(Path.Combine(folder!.FullName, Cases));
        return JsonSerializer.Deserialize<List<Case>>(json, Wire)!.ToDictionary(one => one.Text, StringComparer.Ordinal);
    }

    private sealed record Case(string Text, IReadOnlyList<int> Broken, IReadOnlyList<Span> Spans);

    private sealed record Span(string Kind, int From, int To);
}
