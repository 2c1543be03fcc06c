using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Phones;

namespace OlConnector.Campaigns;

/// <summary>
/// Counts to how many numbers a portal's single sends with alike texts went lately. More than the guard warns at are a mailing, whatever
/// they are called (design.md §7). In this node's memory: a restart forgets ten minutes, and every node counts for itself.
/// </summary>
internal sealed class AlikeSends(IOptionsMonitor<GuardOptions> guard, TimeProvider clock)
{
    /// <summary>What is counted together. 10 minutes.</summary>
    internal static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <summary>Texts of one portal that are told apart; of more, the one that rested longest is forgotten.</summary>
    private const int MostTexts = 32;

    /// <summary>Portals above which those without a send lately are forgotten.</summary>
    private const int ManyPortals = 1000;

    private readonly ConcurrentDictionary<PortalId, Recent> _portals = new();

    /// <summary>Counts a send; true when it belongs to a mailing.</summary>
    /// <param name="portal">Whose send.</param>
    /// <param name="text">Its text.</param>
    /// <param name="phone">Its recipient.</param>
    /// <param name="portalGuard">How large mailings may be, as the portal says; null when it says nothing.</param>
    /// <param name="lineGuard">The same of the line.</param>
    internal bool IsMailing(
        PortalId portal, string text, PhoneNumber phone, MailingGuard? portalGuard = null, MailingGuard? lineGuard = null)
    {
        var (now, most) = (clock.GetUtcNow(), GuardInForce.Of(guard.CurrentValue, portalGuard, lineGuard).Warn);
        if (_portals.Count > ManyPortals) ForgetIdle(now - Within);
        var fingerprint = TextFingerprint.Of(text, SpintaxTemplate.Parse(text).GroupSources);
        var recent = _portals.GetOrAdd(portal, _ => new Recent());
        lock (recent) return recent.Count(fingerprint, phone.Digits, now, most) > most;
    }

    private void ForgetIdle(DateTimeOffset before)
    {
        foreach (var (portal, recent) in _portals)
            if (recent.LastAt <= before) _portals.TryRemove(portal, out _);
    }

    /// <summary>One portal's texts of the last ten minutes.</summary>
    private sealed class Recent
    {
        private readonly List<Alike> _texts = [];

        internal DateTimeOffset LastAt { get; private set; }

        internal int Count(TextFingerprint text, string phone, DateTimeOffset now, int most)
        {
            LastAt = now;
            _texts.RemoveAll(one => one.LastAt <= now - Within);
            var alike = _texts.Select(one => new { Text = one, Share = one.First.SimilarityTo(text) })
                .Where(one => one.Share is not null).MaxBy(one => one.Share);
            return (alike?.Text ?? Begin(text)).Count(phone, now, most);
        }

        private Alike Begin(TextFingerprint text)
        {
            if (_texts.Count == MostTexts) _texts.Remove(_texts.MinBy(one => one.LastAt)!);
            var begun = new Alike(text);
            _texts.Add(begun);
            return begun;
        }
    }

    /// <summary>The numbers of one text. No more of them are kept than it takes to know that they are too many.</summary>
    private sealed class Alike(TextFingerprint first)
    {
        private readonly Dictionary<string, DateTimeOffset> _numbers = new(StringComparer.Ordinal);

        internal TextFingerprint First { get; } = first;

        internal DateTimeOffset LastAt { get; private set; }

        internal int Count(string phone, DateTimeOffset now, int most)
        {
            (_numbers[phone], LastAt) = (now, now);
            if (_numbers.Count <= most) return _numbers.Count;
            foreach (var (number, at) in _numbers)
                if (at <= now - Within) _numbers.Remove(number);
            if (_numbers.Count > most + 1) _numbers.Remove(_numbers.MinBy(one => one.Value).Key);
            return _numbers.Count;
        }
    }
}
