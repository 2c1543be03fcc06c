using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Texts;

/// <summary>Reads telephone numbers.</summary>
[Route("api/v1/phones")]
[Tags("phones")]
internal sealed class PhonesController : PortalController
{
    /// <summary>Makes E.164 numbers of what people write.</summary>
    [HttpPost("normalize"), RequiresRole(Role.Viewer), Dear]
    public ActionResult<ItemAnswers<PhoneAnswer>> Normalize(ItemList<PhoneDraft> list) => list.Answer(PhoneDraft.Check, PhoneAnswer.To);
}

/// <summary>A number as it was written.</summary>
/// <param name="Raw">With blanks, brackets, an extension, several numbers.</param>
/// <param name="Region">
/// Two capital letters (ISO 3166-1) of the country whose national numbers are meant. Default: none, only international numbers.
/// </param>
internal sealed record PhoneDraft([property: Needed] string? Raw = null, string? Region = null)
{
    internal static Refusal? Check(PhoneDraft draft, string path)
    {
        if (draft.Raw is null) return Refuse.Required($"{path}.raw");
        return draft.Region is null || (draft.Region.All(char.IsAsciiLetterUpper) && PhoneRules.KnowsRegion(draft.Region))
            ? null
            : Refuse.Invalid($"{path}.region", new Said(
            "region — страна двумя заглавными латинскими буквами, например RU.",
            "region is a country in two capital letters, such as DE."));
    }
}

/// <summary>What became of a number.</summary>
/// <param name="Valid">Whether its range is assigned; that does not say that anyone answers.</param>
/// <param name="E164">The number with plus.</param>
/// <param name="Kind">What the range is for. Nothing is sent to <c>other</c>.</param>
/// <param name="Extension">Digits behind <c>доб</c>, <c>ext</c>, <c>x</c>, <c>#</c>.</param>
/// <param name="Notes">several, assumed-international, landline (an SMS may not arrive).</param>
/// <param name="Reason">Why it is no number: letters, too_short, too_long, not_assigned, invalid_country_code.</param>
internal sealed record PhoneAnswer(
    bool Valid, string? E164, PhoneKind? Kind, string? Extension, IReadOnlyList<string> Notes, string? Reason)
{
    internal static PhoneAnswer To(PhoneDraft draft) => PhoneRules.Normalize(draft.Raw!, draft.Region) switch
    {
        PhoneResult.Valid valid => new PhoneAnswer(
            true, valid.Number.E164, valid.Kind, valid.Extension,
            PhoneUse.WarningFor(valid.Kind, Channel.Sms) is { } warning ? [.. valid.Notes, warning] : valid.Notes, null),
        var wrong => new PhoneAnswer(false, null, null, null, [], ((PhoneResult.Invalid)wrong).Reason),
    };
}
