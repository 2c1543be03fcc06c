using OlConnector.Engine.Parts;

namespace OlConnector.Engine.Tests.Parts;

public sealed class TransliterationTests
{
    [Theory]
    [InlineData("щенок", "shchenok", "shhenok")]
    [InlineData("подъём", "podieem", "pod''yom")]
    [InlineData("Цветков", "Tsvetkov", "Czvetkov")]
    [InlineData("цикл", "tsikl", "cikl")]
    [InlineData("мышцы", "myshtsy", "my'shcy'")]
    [InlineData("съёмный", "sieemnyi", "s''yomny'j")]
    [InlineData("эхолот", "ekholot", "e'xolot")]
    [InlineData("Щука ЩУКА Щ", "Shchuka SHCHUKA Shch", "Shhuka SHHUKA Shh")]
    [InlineData("БОРЩ ЦУМ Я, ЯЩ", "BORSHCH TSUM Ia, IASHCH", "BORSHH CZUM Ya, YASHH")]
    [InlineData("отец", "otets", "otecz")]
    [InlineData("Wi-Fi 5 ГГц 🐱\n", "Wi-Fi 5 GGts 🐱\n", "Wi-Fi 5 GGcz 🐱\n")]
    [InlineData("и\u0306о\u0306 е\u0308", "io\u0306 e", "jo\u0306 yo")]
    public void Cyrillic_is_written_with_Latin_letters(string text, string sms, string iso9b)
    {
        Transliteration.ToLatin(text, TransliterationScheme.Sms).ShouldBe(sms);
        Transliteration.ToLatin(text, TransliterationScheme.Iso9b).ShouldBe(iso9b);
    }

    [Fact]
    public void Signs_that_would_force_UCS_2_are_replaced_for_SMS_only()
    {
        Transliteration.ToLatin("«Да» – “нет”… №\u00A05, 10\u202F₽\t•", TransliterationScheme.Sms)
            .ShouldBe("\"Da\" - \"net\"... No 5, 10\u202FRUB *");
        Transliteration.ToLatin("«Да» №", TransliterationScheme.Iso9b).ShouldBe("«Da» №");
    }

    [Fact]
    public void Letters_of_neighbours_are_known()
    {
        Transliteration.ToLatin("Їжак ґава Әлем Ўзбекистон Љубав", TransliterationScheme.Sms).ShouldBe("Izhak gava Alem Uzbekiston Ljubav");
    }

    [Fact]
    public void No_Cyrillic_letter_survives_the_SMS_scheme()
    {
        var all = string.Concat(Enumerable.Range(0x400, 0x130).Select(unit => (char)unit));

        Transliteration.ToLatin(all, TransliterationScheme.Sms).ShouldAllBe(c => c < 0x400);
    }

    [Theory]
    [InlineData("Сайт пример.рф и https://пример.рф/а", "Sait пример.рф i https://пример.рф/а")]
    [InlineData("{{Имя}}, {=Документ:Имя} [=файл:а] да", "{{Имя}}, {=Документ:Имя} [=файл:а] da")]
    [InlineData("{да|нет}", "{da|net}")]
    public void Links_and_tokens_stay_as_they_are(string text, string sms)
    {
        Transliteration.ToLatin(text, TransliterationScheme.Sms).ShouldBe(sms);
    }

    [Theory]
    [InlineData("shhenok", "щенок")]
    [InlineData("pod''yom", "подъём")]
    [InlineData("OB''EKT", "ОБЪЕКТ")]
    [InlineData("Czvetkov, cikl, cz", "Цветков, цикл, ц")]
    [InlineData("my'shcy' y {{name}} https://ya.ru", "мышцы y {{name}} https://ya.ru")]
    [InlineData("Shchi", "Шчи")]
    public void System_B_is_read_back(string text, string cyrillic)
    {
        Transliteration.ToCyrillic(text).ShouldBe(cyrillic);
    }
}
