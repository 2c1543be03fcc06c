using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Api;

/// <summary>What people call those who act: <c>user 7</c> by the portal's word, <c>token …</c> by its maker's.</summary>
internal static class ActorNames
{
    private const string User = "user ";
    private const string Token = "token ";

    /// <summary>The actor that a person of the portal is.</summary>
    internal static string OfUser(string id) => User + id;

    /// <summary>Names by actor; portal, system and gateway have none, and neither has who never opened the app.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        OlConnectorDb db, PortalId portal, IEnumerable<string> actors, CancellationToken ct)
    {
        var asked = actors.Distinct(StringComparer.Ordinal).ToList();
        var people = Ids(asked, User).ToList();
        var programs = Ids(asked, Token).Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse).ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (people.Count > 0)
        {
            foreach (var user in await db.Users.AsNoTracking()
                .Where(user => user.PortalId == portal && people.Contains(user.UserId)).ToListAsync(ct))
                names[User + user.UserId] = user.Name;
        }

        if (programs.Count > 0)
        {
            foreach (var token in await db.ApiTokens.AsNoTracking()
                .Where(token => token.PortalId == portal && programs.Contains(token.Id)).ToListAsync(ct))
                names[$"{Token}{token.Id:N}"] = token.Name;
        }

        return names;
    }

    private static IEnumerable<string> Ids(List<string> actors, string kind) =>
        actors.Where(actor => actor.StartsWith(kind, StringComparison.Ordinal)).Select(actor => actor[kind.Length..]);
}
