using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Who is to hear of a campaign: users of the portal whom the app knows, and a number that gets a message at the end.</summary>
internal static class CampaignNotices
{
    private const int MostUsers = 20;

    /// <summary>What is wrong with it; null when it may stand. Whoever stood there before is not asked for again.</summary>
    internal static Refusal? Check(OlConnectorDb db, Portal portal, CampaignNotify? notify, CampaignNotify? was = null)
    {
        if (notify?.Users is { Count: > MostUsers })
            return Refuse.Invalid("notify.users", new Said(
                $"notify.users — не больше {MostUsers} сотрудников.",
                $"notify.users are at most {MostUsers}."));
        var named = (notify?.Users ?? []).Except(was?.Users ?? [], StringComparer.Ordinal).ToList();
        var known = db.Users.Where(user => user.PortalId == portal.Id && named.Contains(user.UserId)).Select(user => user.UserId).ToList();
        if (named.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } stranger) return Unknown(stranger);
        return string.IsNullOrWhiteSpace(notify?.Number) || notify.Number == was?.Number || Read(notify.Number, portal) is not null
            ? null
            : Refuse.NoNumber("notify.number");
    }

    /// <summary>Writes what was checked to a campaign.</summary>
    internal static void Apply(Campaign campaign, CampaignNotify? notify, Portal portal)
    {
        var users = notify?.Users?.Distinct(StringComparer.Ordinal).ToList();
        campaign.Notify = users is { Count: > 0 } ? string.Join(',', users) : null;
        campaign.NotifyNumber = string.IsNullOrWhiteSpace(notify?.Number) ? null
            : notify.Number == Written(campaign) ? campaign.NotifyNumber
            : Read(notify.Number, portal)!.Number.Digits;
    }

    /// <summary>What a campaign has; null for nobody.</summary>
    internal static CampaignNotify? Of(Campaign campaign) => campaign is { Notify: null, NotifyNumber: null }
        ? null
        : new CampaignNotify(campaign.Notified, Written(campaign));

    private static string? Written(Campaign campaign) => campaign.NotifyNumber is { } digits ? $"+{digits}" : null;

    private static PhoneResult.Valid? Read(string number, Portal portal) =>
        NamedNumber.Read(number, portal.Country, portal.AcceptAnyNumber) is { } read
            && (portal.AcceptAnyNumber || PhoneUse.CanReach(read.Kind)) ? read : null;

    private static Refusal Unknown(string user) => new(400, "unknown_user", new Said(
        $"Приложение не знает сотрудника портала с id {user}. Попросите его открыть приложение или уберите из notify.users.",
        $"The app knows no user {user} of the portal. Ask them to open the app, or leave them out of notify.users."), "notify.users");
}
