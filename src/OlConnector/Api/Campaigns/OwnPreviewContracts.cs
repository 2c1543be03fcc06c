namespace OlConnector.Api.Campaigns;

/// <summary>How an own mailing that has not begun is looked at.</summary>
/// <param name="Rows">Recipients that are shown with their texts, 1–50. Default: 5.</param>
/// <param name="Text">Another text to be tried, which is not kept. Default: the mailing's.</param>
internal sealed record OwnPreviewWish(int? Rows = null, string? Text = null);

/// <summary>What the recipients of an own mailing would get.</summary>
/// <param name="Recipients">How many there are.</param>
/// <param name="Counted">How many were composed for the numbers below: all, where the time sufficed.</param>
/// <param name="Samples">The first of them.</param>
/// <param name="Parts">SMS parts of all that was composed.</param>
/// <param name="TransliteratedParts">The same with Cyrillic letters written in Latin ones.</param>
/// <param name="Cost">What they cost together by the line's tariff; null where it has no price for any.</param>
/// <param name="TransliteratedCost">The same with Cyrillic letters written in Latin ones.</param>
/// <param name="Currency">Of the line's tariff.</param>
/// <param name="Unpriced">How many have a number that the tariff has no price for.</param>
/// <param name="Distinct">Different texts among them, as they would be sent.</param>
/// <param name="Uniqueness">Different texts in percent; null where nothing was composed.</param>
/// <param name="Problems">What would keep some from being sent, the most frequent first.</param>
internal sealed record OwnPreviewAnswer(
    int Recipients, int Counted, IReadOnlyList<OwnSample> Samples, long Parts, long TransliteratedParts, decimal? Cost,
    decimal? TransliteratedCost, string? Currency, int Unpriced, int Distinct, double? Uniqueness, IReadOnlyList<OwnProblem> Problems);

/// <summary>What one recipient would get.</summary>
/// <param name="Row">Names the recipient for a test.</param>
/// <param name="Phone">Their number.</param>
/// <param name="Text">The text; a field without a value stays visible.</param>
/// <param name="Parts">Its SMS parts.</param>
/// <param name="Reason">Why it would not be sent as it is; null where it would.</param>
/// <param name="Missing">Fields that their row does not have: they are looked up in CRM when the mailing goes out.</param>
internal sealed record OwnSample(string Row, string Phone, string Text, int Parts, string? Reason, IReadOnlyList<string> Missing);

/// <summary>A reason for which some would not be sent.</summary>
/// <param name="Reason">A code of <c>reasons</c>.</param>
/// <param name="Count">How many.</param>
internal sealed record OwnProblem(string Reason, int Count);

/// <summary>A test of an own mailing.</summary>
/// <param name="To">The number that gets it.</param>
/// <param name="Row">The recipient whose text it is. Default: the first one.</param>
internal sealed record OwnTest(string? To = null, string? Row = null);
