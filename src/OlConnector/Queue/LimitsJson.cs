using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;
using OlConnector.Engine.Lines;

namespace OlConnector.Queue;

/// <summary>
/// Limits that keep a line from being taken for a sender of spam, as the API and the database write them. Marketing alone obeys them; days
/// are those of the window's zone, else of the portal's. What is not said takes its default.
/// </summary>
/// <param name="HoursPerDay">Hours of marketing in a day.</param>
/// <param name="DaysInRow">Mailing days one after another.</param>
/// <param name="Rest">Days without marketing after a full series.</param>
/// <param name="YoungLine">Days of a new line without marketing.</param>
/// <param name="NewRecipients">First contacts of a new line.</param>
/// <param name="RecipientHours">Hours where the recipient is.</param>
/// <param name="PerDay">Marketing messages in a day.</param>
internal sealed record LimitsJson(
    HoursPerDayJson? HoursPerDay = null, DaysInRowJson? DaysInRow = null, RestJson? Rest = null, YoungLineJson? YoungLine = null,
    NewRecipientsJson? NewRecipients = null, RecipientHoursJson? RecipientHours = null, PerDayJson? PerDay = null)
{
    private const string TimeForm = "HH:mm";

    private static readonly JsonSerializerSettings Form = new()
    {
        ContractResolver = new CamelCasePropertyNamesContractResolver(),
        Converters = { new StringEnumConverter(new CamelCaseNamingStrategy()) },
    };

    /// <summary>Reads what a line has in its row; null for a line for which nobody has said anything.</summary>
    internal static LineLimits Read(string? json) => json is null
        ? LineLimits.Default
        : JsonConvert.DeserializeObject<LimitsJson>(json, Form)!.ToLimits();

    /// <summary>The limits as they are stored.</summary>
    internal static string Text(LineLimits limits) => JsonConvert.SerializeObject(Of(limits), Form);

    /// <summary>Every limit with all its numbers.</summary>
    internal static LimitsJson Of(LineLimits limits) => new(
        new HoursPerDayJson(limits.HoursPerDay.Mode, limits.HoursPerDay.Max),
        new DaysInRowJson(limits.DaysInRow.Mode, limits.DaysInRow.Max),
        new RestJson(limits.Rest.Mode, limits.Rest.Days),
        new YoungLineJson(limits.YoungLine.Mode, limits.YoungLine.Days),
        new NewRecipientsJson(limits.NewRecipients.Mode, limits.NewRecipients.PerDay, limits.NewRecipients.FirstDays),
        new RecipientHoursJson(limits.RecipientHours.Mode, Written(limits.RecipientHours.From), Written(limits.RecipientHours.To)),
        new PerDayJson(limits.PerDay.Mode, limits.PerDay.Max));

    /// <summary>The limits, defaults filled in. Whoever has them from outside asks <see cref="LimitProblem.Of"/> first.</summary>
    internal LineLimits ToLimits()
    {
        var usual = LineLimits.Default;
        return new LineLimits
        {
            HoursPerDay = new(HoursPerDay?.Mode ?? usual.HoursPerDay.Mode, HoursPerDay?.Max ?? usual.HoursPerDay.Max),
            DaysInRow = new(DaysInRow?.Mode ?? usual.DaysInRow.Mode, DaysInRow?.Max ?? usual.DaysInRow.Max),
            Rest = new(Rest?.Mode ?? usual.Rest.Mode, Rest?.Days ?? usual.Rest.Days),
            YoungLine = new(YoungLine?.Mode ?? usual.YoungLine.Mode, YoungLine?.Days ?? usual.YoungLine.Days),
            NewRecipients = new(
                NewRecipients?.Mode ?? usual.NewRecipients.Mode, NewRecipients?.PerDay ?? usual.NewRecipients.PerDay,
                NewRecipients?.FirstDays ?? usual.NewRecipients.FirstDays),
            RecipientHours = new(
                RecipientHours?.Mode ?? usual.RecipientHours.Mode, Time(RecipientHours?.From) ?? usual.RecipientHours.From,
                Time(RecipientHours?.To) ?? usual.RecipientHours.To),
            PerDay = new(PerDay?.Mode ?? usual.PerDay.Mode, PerDay?.Max ?? usual.PerDay.Max),
        };
    }

    /// <summary>These limits where they are said, and the others where they are not.</summary>
    internal LimitsJson Over(LimitsJson others) => new(
        HoursPerDay ?? others.HoursPerDay, DaysInRow ?? others.DaysInRow, Rest ?? others.Rest, YoungLine ?? others.YoungLine,
        NewRecipients ?? others.NewRecipients, RecipientHours ?? others.RecipientHours, PerDay ?? others.PerDay);

    /// <summary>A time of the day; null for what is none.</summary>
    internal static TimeOnly? Time(string? text) => TimeOnly.TryParseExact(
        text == "24:00" ? "00:00" : text, [TimeForm, "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : null;

    private static string Written(TimeOnly time) => time.ToString(TimeForm, CultureInfo.InvariantCulture);
}
