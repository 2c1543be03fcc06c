using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Access;
using OlConnector.Api.Refusals;
using OlConnector.Api.Wire;
using OlConnector.Engine.Portals;
using OlConnector.Storage;

namespace OlConnector.Api.Settings;

/// <summary>A portal's settings, as they are shown and as a merge patch changes them.</summary>
/// <param name="Country">Two letters (ISO 3166-1) of the country whose national numbers are understood. Default: none, only international numbers.</param>
/// <param name="TimeZone">IANA time zone. Default: UTC.</param>
/// <param name="Language">Two letters. Default: en.</param>
/// <param name="LiteralSpintax">Broken spintax goes out as it stands instead of being held. Default: false.</param>
/// <param name="AcceptAnyNumber">Any 8 to 15 digits are a number. Default: false.</param>
public sealed record PortalSettings(string? Country = null, string? TimeZone = null, string? Language = null, bool? LiteralSpintax = null, bool? AcceptAnyNumber = null);

/// <summary>Keeps a portal's settings.</summary>
public sealed class SettingsDesk(Writer writer, Database database, AuditTrail audit)
{
    internal async Task<PortalSettings> GetAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.Read();
        return Show(await db.Portals.AsNoTracking().SingleAsync(portal => portal.Id == caller.Portal, ct));
    }

    internal async Task<ActionResult<PortalSettings>> ChangeAsync(Caller caller, MergePatch<PortalSettings> patch, Precondition ifMatch, CancellationToken ct) =>
        await writer.RunAsync(turn => Change(turn, caller, patch, ifMatch), ct) is { } refusal ? refusal : await GetAsync(caller, ct);

    private Refusal? Change(WriteTurn turn, Caller caller, MergePatch<PortalSettings> patch, Precondition ifMatch)
    {
        using var db = turn.OpenDb();
        var portal = db.Portals.Single(row => row.Id == caller.Portal);
        var before = Show(portal);
        if (!ifMatch.Allows(before)) return Refuse.PreconditionFailed();
        var wanted = patch.ApplyTo(before);
        if (Check(wanted) is { } refusal) return refusal;

        (portal.Country, portal.TimeZone, portal.Language) = (wanted.Country, wanted.TimeZone ?? "UTC", wanted.Language ?? "en");
        (portal.LiteralSpintax, portal.AcceptAnyNumber) = (wanted.LiteralSpintax ?? false, wanted.AcceptAnyNumber ?? false);
        db.SaveChanges();
        audit.Write(turn, caller.Portal, caller.Actor, "settings changed", null, ApiJson.Text(before), ApiJson.Text(Show(portal)));
        return null;
    }

    private static Refusal? Check(PortalSettings wanted)
    {
        if (wanted.Country is { } country && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
            return Refuse.Invalid("country", "country has two capital letters, such as DE.", "country — две заглавные латинские буквы, например RU.");
        if (wanted.Language is { } language && !(language.Length == 2 && language.All(char.IsAsciiLetterLower)))
            return Refuse.Invalid("language", "language has two small letters, such as en.", "language — две строчные латинские буквы, например ru.");
        return wanted.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
            ? Refuse.Invalid("timeZone", "timeZone is an IANA zone such as Europe/Moscow.", "timeZone — зона IANA, например Europe/Moscow.")
            : null;
    }

    private static PortalSettings Show(Portal portal) => new(portal.Country, portal.TimeZone, portal.Language, portal.LiteralSpintax, portal.AcceptAnyNumber);
}
