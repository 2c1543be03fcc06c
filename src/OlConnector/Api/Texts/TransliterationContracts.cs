using OlConnector.Engine;
using OlConnector.Engine.Parts;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Texts;

/// <summary>A text to write with other letters. Links and placeholders stay as they are.</summary>
/// <param name="Text">The text.</param>
/// <param name="Scheme">
/// By which table: <c>sms</c> (ICAO Doc 9303, and no sign that makes an SMS longer) or <c>iso9b</c> (GOST 7.79-2000, system B).
/// </param>
/// <param name="Back">From Latin to Cyrillic; iso9b only. Default: false.</param>
internal sealed record TransliterationDraft(
    [property: Needed] string? Text = null, [property: Needed] TransliterationScheme? Scheme = null, bool? Back = null)
{
    internal static Refusal? Check(TransliterationDraft draft, string path)
    {
        if (draft.Text is null) return Refuse.Required($"{path}.text");
        if (draft.Scheme is null) return Refuse.Required($"{path}.scheme");
        return draft is { Back: true, Scheme: TransliterationScheme.Sms }
            ? new Refusal(400, "not_reversible", new Said(
                "Схема sms необратима. Используйте iso9b.",
                "The scheme sms cannot be turned back. Use iso9b."), $"{path}.back")
            : null;
    }
}

/// <summary>The text in other letters, and what it takes as an SMS.</summary>
/// <param name="Text">The text.</param>
/// <param name="Encoding"><c>gsm7</c> or <c>ucs2</c>.</param>
/// <param name="Units">Septets or UTF-16 units, by the encoding.</param>
/// <param name="Parts">SMS parts.</param>
/// <param name="Warnings">
/// <c>not-reversible</c>: turned back by iso9b, this does not give the source again, as with Latin words in it.
/// </param>
internal sealed record TransliterationAnswer(string Text, SmsEncoding Encoding, int Units, int Parts, IReadOnlyList<string> Warnings)
{
    private const string NotReversible = "not-reversible";

    internal static TransliterationAnswer To(TransliterationDraft draft)
    {
        var (source, scheme, isBack) = (draft.Text!, draft.Scheme!.Value, draft.Back == true);
        var text = isBack ? Transliteration.ToCyrillic(source) : Transliteration.ToLatin(source, scheme);
        var isLossy = !isBack && scheme == TransliterationScheme.Iso9b
            && !string.Equals(Transliteration.ToCyrillic(text), source, StringComparison.OrdinalIgnoreCase);
        var size = SmsParts.Measure(text);
        return new TransliterationAnswer(text, size.Encoding, size.Units, size.Parts, isLossy ? [NotReversible] : []);
    }
}
