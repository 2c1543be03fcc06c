using System.Reflection;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Messages.Reasons;

namespace OlConnector.Tests.House;

/// <summary>docs/message-states.md says what the code does.</summary>
public sealed class MessageStatesPageTests
{
    private static readonly Page Page = new("docs/message-states.md");

    private static readonly MessageState[] States = Enum.GetValues<MessageState>();

    [Fact]
    public void The_table_of_moves_is_the_codes_own()
    {
        var page = Page.Rows("Moves").SelectMany(row => Words(row[1]).Select(to => (From: Page.Code(row[0]), To: to)));

        page.Order().ShouldBe(Moves().Order());
    }

    [Fact]
    public void The_diagram_shows_exactly_these_moves()
    {
        var edges = Page.Blocks("mermaid").Single().Find(@"^\s*(?<from>\w+) --> (?<to>\w+)")
            .Select(match => (From: match.Groups["from"].Value, To: match.Groups["to"].Value));

        edges.Order().ShouldBe(Moves().Order());
    }

    [Fact]
    public void Every_state_has_its_meaning_and_Bitrix24s_word()
    {
        var rows = Page.Rows("States");

        rows.Select(row => Page.Code(row[0])).ShouldBe(States.Select(state => OlConnector.Storage.EnumText.Of(state)), ignoreOrder: true);
        foreach (var row in rows)
            Page.Code(row[3]).ShouldBe(PortalWord.Of(OlConnector.Storage.EnumText.To<MessageState>(Page.Code(row[0]))), row[0]);
        rows.SelectMany(row => row).ShouldAllBe(cell => cell.Length > 0);
    }

    [Fact]
    public void Every_reason_code_is_explained_in_both_languages_and_no_other_is()
    {
        var codes = typeof(Reason).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);
        var rows = Page.Rows("Reason codes");

        rows.Select(row => Page.Code(row[0])).Distinct().Order().ShouldBe(codes.Order());
        rows.ShouldAllBe(row => row.Length == 5 && Array.TrueForAll(row, cell => cell.Length > 0));
        rows.Where(row => !row[1].Any(IsCyrillic) || row[2].Any(IsCyrillic) || !row[3].Any(IsCyrillic) || row[4].Any(IsCyrillic))
            .Select(row => row[0]).ShouldBeEmpty("second and fourth column Russian, third and fifth English");
    }

    [Fact]
    public void The_page_says_of_each_reason_what_the_api_says()
    {
        Page.Rows("Reason codes").Select(row => (Page.Code(row[0]), row[1], row[2], row[3], row[4])).Order()
            .ShouldBe(ExplainedReason.All.Select(reason => (
                reason.Code, reason.Sentence.Ru, reason.Sentence.En, reason.WhatToDo.Ru, reason.WhatToDo.En)).Order());
    }

    [Fact]
    public void The_page_names_the_codes_that_nothing_sets()
    {
        var sentence = Page.Section("Reason codes").Single(line => line.StartsWith("The list is closed", StringComparison.Ordinal));

        Words(sentence).Where(word => word != "inUse").Order()
            .ShouldBe(ExplainedReason.All.Where(reason => !reason.IsInUse).Select(reason => reason.Code).Order());
    }

    private static IEnumerable<(string From, string To)> Moves() =>
        from before in States
        from after in States
        where before.CanBecome(after)
        select (OlConnector.Storage.EnumText.Of(before), OlConnector.Storage.EnumText.Of(after));

    private static IEnumerable<string> Words(string cell) => cell.Split('`').Where((_, i) => i % 2 == 1);

    private static bool IsCyrillic(char sign) => sign is >= 'А' and <= 'я' or 'ё' or 'Ё';
}
