using System.Collections.Concurrent;
using Newtonsoft.Json;
using OlConnector.Engine.Campaigns;

namespace OlConnector.Queue;

/// <summary>How large a mailing may be, as the API and the database write it. What is not said is decided by the next level: a mailing
/// asks its line, a line its portal, a portal the app.</summary>
/// <param name="Warn">With more numbers it gets a warning. 1 to 1 000 000, no more than the limit.</param>
/// <param name="Limit">With more numbers the guard acts. 1 to 1 000 000.</param>
/// <param name="Policy">What it does then.</param>
internal sealed record GuardJson(int? Warn = null, int? Limit = null, GuardPolicy? Policy = null)
{
    /// <summary>Most numbers that a guard may be set to.</summary>
    internal const int MostNumbers = 1_000_000;

    /// <summary>Texts that are remembered; every message of a mailing is asked for its guard.</summary>
    private const int MostKnown = 10_000;

    private static readonly ConcurrentDictionary<string, MailingGuard> Known = new(StringComparer.Ordinal);

    /// <summary>Reads what a portal or a line has in its row; null when it says nothing.</summary>
    internal static GuardJson? Read(string? stored) =>
        stored is null ? null : JsonConvert.DeserializeObject<GuardJson>(stored, MailingJson.Form);

    /// <summary>The same as the rules take it.</summary>
    internal static MailingGuard? GuardOf(string? stored)
    {
        if (stored is null) return null;
        if (Known.Count > MostKnown) Known.Clear();
        return Known.GetOrAdd(stored, text => Read(text)!.ToGuard());
    }

    /// <summary>As it is stored; null when it says nothing.</summary>
    internal static string? Text(GuardJson? guard) =>
        Said(guard) is { } said ? JsonConvert.SerializeObject(said, MailingJson.Form) : null;

    /// <summary>Null for one that says nothing.</summary>
    internal static GuardJson? Said(GuardJson? guard) => guard is null or { Warn: null, Limit: null, Policy: null } ? null : guard;

    internal MailingGuard ToGuard() => new(Warn, Limit, Policy);
}
