using OlConnector.Api.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Suppression;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Settings;

/// <summary>Whether settings of a portal may stand.</summary>
internal static class SettingsChecks
{
    private const int MaxWords = 200;
    private const int MaxWordLength = 64;

    /// <summary>The first setting that is wrong; null when all may stand.</summary>
    internal static Refusal? Check(PortalSettings wanted, PortalSettings was)
    {
        if (wanted.Country is { } country && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
            return Refuse.Invalid("country", new Said(
                "country — две заглавные латинские буквы, например RU.",
                "country has two capital letters, such as DE."));
        if (wanted.Language is { } language && !(language.Length == 2 && language.All(char.IsAsciiLetterLower)))
            return Refuse.Invalid("language", new Said(
                "language — две строчные латинские буквы, например ru.",
                "language has two small letters, such as en."));
        if (wanted.TimeZone is { } zone && !LocalTimes.TryFindZone(zone, out _))
            return Refuse.Invalid("timeZone", new Said(
                "timeZone — зона IANA буква в букву, например Europe/Moscow.",
                "timeZone is an IANA zone letter by letter, such as Europe/Moscow."));
        return (wanted.OptOutWords is { } words ? CheckWords(words) : null) ?? CheckCap(wanted.FrequencyCap)
            ?? GuardChecks.Check(wanted.Guard, was.Guard)
            ?? (wanted.Shorteners is { } hosts ? CheckHosts(hosts) : null);
    }

    private static Refusal? CheckCap(FrequencyCapSetting? cap)
    {
        if (cap is null) return null;
        return CheckNumber(cap.Messages, "frequencyCap.messages", FrequencyCap.MostMessages)
            ?? CheckNumber(cap.Days, "frequencyCap.days", FrequencyCap.MostDays);
    }

    private static Refusal? CheckNumber(int? number, string field, int most) => number switch
    {
        null => Refuse.Required(field),
        < 1 => OutOfRange(field, most),
        var given => given > most ? OutOfRange(field, most) : null,
    };

    private static Refusal OutOfRange(string field, int most) => Refuse.Invalid(field, new Said(
        $"{field} — от 1 до {most}.",
        $"{field} is 1 to {most}."));

    private static Refusal? CheckWords(IReadOnlyList<string> words)
    {
        if (words.Count > MaxWords)
            return Refuse.Invalid("optOutWords", new Said(
                $"В optOutWords — не больше {MaxWords} слов.",
                $"optOutWords has at most {MaxWords} words."));
        var wrong = words.Index().FirstOrDefault(one => !IsWord(one.Item), (-1, null!)).Index;
        return wrong < 0 ? null : Refuse.Invalid($"optOutWords[{wrong}]", new Said(
            $"Слово — от 1 до {MaxWordLength} знаков в одну строку, среди них буква или цифра.",
            $"A word has 1 to {MaxWordLength} characters, a letter or digit among them, in one line."));
    }

    private static Refusal? CheckHosts(IReadOnlyList<string> hosts)
    {
        if (hosts.Count > ShortLinkHosts.Most)
            return Refuse.Invalid("shorteners", new Said(
                $"В shorteners — не больше {ShortLinkHosts.Most} сайтов.",
                $"shorteners has at most {ShortLinkHosts.Most} hosts."));
        var wrong = hosts.Index().FirstOrDefault(one => !ShortLinkHosts.IsHost(one.Item), (-1, null!)).Index;
        return wrong < 0 ? null : Refuse.Invalid($"shorteners[{wrong}]", new Said(
            "Сайт — имя без https и пути, например bit.ly.",
            "A host is a name without https and path, such as bit.ly."));
    }

    private static bool IsWord(string? word) =>
        word is { Length: <= MaxWordLength } && !word.Any(char.IsControl) && OptOutWords.IsWord(word);
}
