using System.Reflection;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Messages.Reasons;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.House;

namespace OlConnector.Tests.Api;

/// <summary>Every reason code is told in both languages: in short, in a sentence, and what to do.</summary>
public sealed class ReasonTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly IReadOnlyDictionary<string, string> Codes = typeof(Reason).GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!);

    [Fact]
    public void Every_code_of_the_closed_list_has_its_texts_and_no_other_has()
    {
        ExplainedReason.All.Select(reason => reason.Code).Distinct().Order().ShouldBe(Codes.Values.Order());
        ExplainedReason.All.GroupBy(reason => (reason.Code, reason.Kind)).Where(same => same.Count() > 1).ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_is_in_its_language_and_the_short_one_is_short()
    {
        foreach (var reason in ExplainedReason.All)
        {
            foreach (var said in new[] { reason.Short, reason.Sentence, reason.WhatToDo })
            {
                said.Ru.ShouldMatch("^[А-ЯЁA-Z0-9]", reason.Code);
                said.Ru.Any(sign => sign is >= 'А' and <= 'я').ShouldBeTrue($"{reason.Code}: {said.Ru}");
                said.En.Any(sign => sign is >= 'А' and <= 'я').ShouldBeFalse($"{reason.Code}: {said.En}");
            }

            new[] { reason.Short.Ru, reason.Short.En }.ShouldAllBe(text => text.Length <= 28 && !text.EndsWith('.'), reason.Code);
            new[] { reason.Sentence.Ru, reason.Sentence.En, reason.WhatToDo.Ru, reason.WhatToDo.En }
                .ShouldAllBe(text => text.EndsWith('.'), reason.Code);
        }
    }

    [Fact]
    public void A_code_says_that_it_is_in_use_exactly_when_something_sets_it()
    {
        var code = string.Concat(Repository.Files("src", ".cs")
            .Where(file => !file.Contains("/Messages/Reason", StringComparison.Ordinal)).Select(Repository.Read));

        foreach (var (name, value) in Codes)
            code.Has($@"\bReason\.{name}\b").ShouldBe(
                ExplainedReason.All.First(reason => reason.Code == value).IsInUse, $"{value}: set somewhere, or named as not set yet");
    }

    [Theory]
    [InlineData("ru-RU, en;q=0.5", "Вне часов рассылки", "Сейчас не время рассылок этой линии.")]
    [InlineData("en", "Outside sending hours", "The line's sending hours are closed.")]
    [InlineData("fr", "Outside sending hours", "The line's sending hours are closed.")]
    public async Task The_list_is_told_in_the_language_of_the_call(string language, string inShort, string sentence)
    {
        var answer = await world.Person("5").GetAsync("reasons?limit=200", ("Accept-Language", language));

        answer.Items.Count.ShouldBe(ExplainedReason.All.Count);
        var window = answer.Items.Single(reason => reason["code"]!.ToString() == Reason.Window);
        (window["kind"]!.ToString(), window["short"]!.ToString(), window["sentence"]!.ToString(), (bool)window["inUse"]!)
            .ShouldBe(("wait", inShort, sentence, true));
    }

    [Fact]
    public async Task Pages_of_the_list_together_are_the_list()
    {
        var (codes, next) = (new List<string>(), "");
        do
        {
            var page = await world.Admin().GetAsync($"reasons?limit=20{next}");
            codes.AddRange(page.Items.Select(reason => $"{reason["kind"]} {reason["code"]}"));
            next = page["next"]!.ToString() is { Length: > 0 } cursor ? $"&cursor={cursor}" : "";
        }
        while (next.Length > 0);

        codes.ShouldBeUnique();
        codes.Count.ShouldBe(ExplainedReason.All.Count);
    }
}
