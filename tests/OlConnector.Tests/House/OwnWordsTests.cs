using OlConnector.Gateways;

namespace OlConnector.Tests.House;

/// <summary>What the app says about gateways is known in both languages, and nothing is known that it does not say.</summary>
public sealed class OwnWordsTests
{
    private const string TellsOfLines = @"(States|Answers|Login|GatewayHttp|SmppSession|SmppLink)\.cs$";
    private const string Sentence = @"(?<!\$)""(?<said>[A-Z][^""{]* [^""{]*\.)""";

    private static readonly string[] Adapters =
        [.. Repository.Files("src/OlConnector.Gateways", ".cs").Where(file => !file.Has(@"/OwnSentences\.cs$"))];

    [Fact]
    public void Every_sentence_about_a_line_or_a_login_is_known_in_Russian()
    {
        var told = Adapters.Where(file => file.Has(TellsOfLines))
            .SelectMany(file => Repository.Read(file).Find(Sentence).Select(match => match.Groups["said"].Value));

        told.Where(sentence => OwnWords.Find(sentence) is not { Ru: var ru } || ru == sentence).ShouldBeEmpty();
    }

    [Fact]
    public void Every_known_sentence_is_still_said()
    {
        var sources = string.Concat(Adapters.Concat(Repository.Files("src/OlConnector", ".cs")).Select(Repository.Read));

        OwnSentences.All.SelectMany(sentence => sentence.En.Split(OwnWords.Blank)).Where(part => part.Trim().Length > 2)
            .Where(part => !sources.Contains(part, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
