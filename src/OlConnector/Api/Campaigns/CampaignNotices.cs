using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Checks who is to hear of a campaign's end.</summary>
internal static class CampaignNotices
{
    private const int MostUsers = 10;
    private const int LongestId = 20;

    internal static Refusal? Check(CampaignNotify? notify)
    {
        if (notify?.Users is not { } users || (users.Count <= MostUsers && users.All(IsUser))) return null;
        return Refuse.Invalid("notify.users", new Said(
            $"notify.users — id сотрудников портала, цифрами, не больше {MostUsers}.",
            $"notify.users are ids of the portal's users, digits, at most {MostUsers}."));
    }

    private static bool IsUser(string id) => id.Length is > 0 and <= LongestId && id.All(char.IsAsciiDigit);
}
