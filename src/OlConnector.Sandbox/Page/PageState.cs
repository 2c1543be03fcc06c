using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Messages;
using OlConnector.Sandbox.Phones;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Page;

/// <summary>The whole picture that the page draws.</summary>
internal static class PageState
{
    private const int MostMessages = 200;
    private const int MostPhones = 24;
    private const int MostBubbles = 6;

    public static JObject Of(SandboxCloud cloud, SandboxPortal portal, string language)
    {
        var received = cloud.Phones.ReceivedFrom(portal.MemberId);
        var rows = portal.Messages.All;
        return new JObject
        {
            ["clock"] = Clock(cloud, portal),
            ["portals"] = new JArray(cloud.Portals.Select(each => new JObject
            {
                ["name"] = each.Name,
                ["url"] = each.BaseUrl,
                ["status"] = each.Status,
                ["isCurrent"] = each == portal,
                ["isFresh"] = each.BeginsEmpty,
            })),
            ["app"] = new JObject
            {
                ["url"] = portal.AppUrl,
                ["isAdded"] = portal.App is not null,
                ["isInstalled"] = portal.App?.IsInstalled == true,
            },
            ["gateway"] = new JObject { ["baseUrl"] = cloud.Phones.BaseUrlOf(portal.MemberId) },
            ["users"] = new JArray(portal.Users.Where(user => user.IsActive).Select(user => new JObject
            {
                ["id"] = user.Id,
                ["name"] = $"{user.Name} {user.LastName}",
                ["isAdmin"] = user.IsAdmin,
            })),
            ["senders"] = new JArray((portal.App?.Senders.Values ?? []).OrderBy(sender => sender.Code, StringComparer.Ordinal)
                .Select(sender => new JObject { ["code"] = sender.Code, ["title"] = sender.Title(language) })),
            ["placements"] = new JArray((portal.App?.Placements.Keys ?? []).Select(key => key.Placement)),
            ["robot"] = RobotState.Of(portal, language),
            ["cards"] = RobotState.Cards(portal),
            ["processes"] = RobotState.Processes(portal),
            ["segments"] = new JArray(portal.Marketing.Segments.Select(segment => new JObject
            {
                ["id"] = segment.Id,
                ["name"] = segment.Name,
                ["count"] = segment.Recipients.Count(),
            })),
            ["counters"] = Counters(portal, rows, received),
            ["gaps"] = new JArray(LineGaps.Of(cloud.Phones.AttemptsOf(portal.MemberId), cloud.Clock).Select(Gap)),
            ["messages"] = new JArray(rows.TakeLast(MostMessages).Reverse().Select(row => Message(row, portal))),
            ["phones"] = new JArray(Phones(cloud, portal, received)),
            ["logins"] = new JArray(cloud.Phones.Logins.Offers.Where(offer => offer.Portal == portal.MemberId)
                .Select(offer => new JObject { ["from"] = offer.From })),
            ["blocked"] = new JArray(cloud.Phones.BlockedOf(portal.MemberId)),
            ["notices"] = new JArray(portal.Bells.OrderBy(notice => notice.Value.Number).Select(notice => new JObject
            {
                ["userId"] = notice.Key.UserId,
                ["text"] = notice.Value.Text,
            })),
            ["problems"] = new JArray(cloud.Problems.Select(problem => problem.Message)
                .Concat(portal.Desk.Calls.Seen.Select(call => call.Problem).Where(problem => problem.Length > 0)).Distinct()),
        };
    }

    private static JObject Clock(SandboxCloud cloud, SandboxPortal portal)
    {
        var local = TimeZoneInfo.ConvertTime(cloud.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(portal.TimeZone));
        return new JObject
        {
            ["now"] = local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            ["speed"] = (cloud.Clock as ScaledTimeProvider)?.Speed,
        };
    }

    private static JObject Counters(SandboxPortal portal, IReadOnlyList<PortalMessage> rows, IReadOnlyList<PhoneMessage> received)
    {
        var byStatus = rows.CountBy(row => row.Status).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        int Of(params string[] words) => words.Sum(word => byStatus.GetValueOrDefault(word));
        return new JObject
        {
            ["handed"] = rows.Count,
            ["accepted"] = portal.Desk.Calls.Seen.Where(call => call.Status is 200 or 202).Select(call => call.MessageId)
                .Distinct().Count(),
            ["queued"] = Of("queued", "sending"),
            ["sent"] = Of("sent"),
            ["delivered"] = Of("delivered"),
            ["undelivered"] = Of("undelivered"),
            ["failed"] = Of("failed", "error"),
            ["onPhones"] = received.Count,
        };
    }

    private static JObject Gap(LineGaps gap) => new()
    {
        ["line"] = gap.Line,
        ["count"] = gap.Messages,
        ["min"] = gap.Min.TotalSeconds,
        ["median"] = gap.Median.TotalSeconds,
        ["max"] = gap.Max.TotalSeconds,
    };

    private static JObject Message(PortalMessage row, SandboxPortal portal) => new()
    {
        ["id"] = row.Id,
        ["at"] = Time(row.At, portal),
        ["to"] = row.To,
        ["text"] = row.Body,
        ["module"] = row.ModuleId ?? "",
        ["code"] = row.Code,
        ["status"] = row.Status,
        ["byApp"] = row.History is [.., { ByApp: true }],
    };

    private static IEnumerable<JObject> Phones(SandboxCloud cloud, SandboxPortal portal, IReadOnlyList<PhoneMessage> received)
    {
        var replies = cloud.Phones.Hooks.Sent.Seen.Where(callback => callback.What == "reply")
            .ToLookup(callback => PhpValue.Text(callback.Body["from"]));
        return received.GroupBy(message => message.To, StringComparer.Ordinal)
            .OrderByDescending(phone => phone.Max(message => message.ReceivedAt))
            .Take(MostPhones).Select(phone => new JObject
            {
                ["phone"] = phone.Key,
                ["bubbles"] = new JArray(phone.Select(message => (message.ReceivedAt, Bubble(message, portal)))
                    .Concat(replies[phone.Key].DistinctBy(reply => PhpValue.Text(reply.Body["id"]))
                        .Select(reply => (reply.At, Answer(reply, portal))))
                    .OrderBy(bubble => bubble.Item1).TakeLast(MostBubbles).Select(bubble => bubble.Item2)),
            });
    }

    private static JObject Bubble(PhoneMessage message, SandboxPortal portal) => new()
    {
        ["text"] = message.Text,
        ["at"] = Time(message.ReceivedAt, portal),
        ["status"] = message.Status,
        ["line"] = message.From,
    };

    private static JObject Answer(PhoneCallback reply, SandboxPortal portal) => new()
    {
        ["text"] = reply.Body["text"],
        ["at"] = Time(reply.At, portal),
        ["mine"] = true,
    };

    private static string Time(DateTimeOffset at, SandboxPortal portal) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(portal.TimeZone))
            .ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
