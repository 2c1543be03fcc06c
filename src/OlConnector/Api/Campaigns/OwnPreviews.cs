using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Messages;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Parts;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Composes what real recipients of an own mailing would get, before it begins; and sends one of these texts as a test.</summary>
internal sealed class OwnPreviews(
    Database database, Writer writer, CampaignReading reading, OwnTexts texts, GatewayCatalog kinds, QuickSends quickSends,
    TimeProvider clock)
{
    private const int MostShown = 50;
    private const int UsuallyShown = 5;
    private const int Page = 1000;

    /// <summary>Signs that have a meaning in a text: in one that is written out they are text.</summary>
    private const string Signs = "\\{|}[";

    /// <summary>As much as a dry run of a text has.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    internal async Task<ActionResult<OwnPreviewAnswer>> ShowAsync(Caller caller, string id, OwnPreviewWish? wish, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        if (!campaign.IsOwn) return OwnRefusals.NotOwn();
        if (campaign.Stage is not (MailingStage.Draft or MailingStage.Scheduled)) return OwnRefusals.HasBegun();
        var most = wish?.Rows ?? UsuallyShown;
        if (most is < 1 or > MostShown)
            return Refuse.Invalid("rows", new Said($"rows — от 1 до {MostShown}.", $"rows is 1 to {MostShown}."));
        var (terms, start) = (await TermsAsync(campaign, ct), clock.GetTimestamp());
        var tally = new Tally(most, terms);
        var text = MailingDrafts.Clean(wish?.Text) ?? campaign.FirstText;
        await using var db = database.Read();
        for (long after = 0; clock.GetElapsedTime(start) < Longest;)
        {
            var rows = await Meant(db, campaign).Where(row => row.Sequence > after).Take(Page).ToListAsync(ct);
            foreach (var row in rows) tally.Count(row, Composed(campaign, row, text, tally.Counted, terms));
            if (rows.Count < Page) break;
            after = rows[^1].Sequence;
        }

        return tally.Answer(await Meant(db, campaign).CountAsync(ct));
    }

    /// <summary>Sends one recipient's text to another number. It is no message of the mailing, and takes a unit of the demo.</summary>
    internal async Task<ActionResult<QuickSendAnswer>> TestAsync(
        Caller caller, string id, OwnTest wish, string? idempotencyKey, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        if (!campaign.IsOwn) return OwnRefusals.NotOwn();
        if (campaign.Stage is not (MailingStage.Draft or MailingStage.Scheduled)) return OwnRefusals.HasBegun();
        if (string.IsNullOrWhiteSpace(wish.To)) return Refuse.Required("to");
        await using var db = database.Read();
        var rows = Meant(db, campaign);
        if (wish.Row is { } named)
        {
            if (!long.TryParse(named, CultureInfo.InvariantCulture, out var sequence)) return Refuse.NotFound("row");
            rows = rows.Where(row => row.Sequence == sequence);
        }

        if (await rows.FirstOrDefaultAsync(ct) is not { } recipient)
            return wish.Row is null ? OwnRefusals.NoRecipients(null) : Refuse.NotFound("row");
        var place = await Meant(db, campaign).CountAsync(row => row.Sequence < recipient.Sequence, ct);
        var composed = Composed(campaign, recipient, campaign.FirstText, place, await TermsAsync(campaign, ct));
        return await quickSends.SendAsync(
            caller, new QuickSendDraft(campaign.LineId.ToString(), wish.To, Written(composed.Text)), idempotencyKey, ct,
            MessageSource.Test);
    }

    private static IQueryable<Recipient> Meant(OlConnectorDb db, Campaign campaign) => db.Recipients.AsNoTracking()
        .Where(row => row.CampaignId == campaign.Id)
        .Where(row => !db.RecipientFiles.Any(file => file.Id == row.FileId
            && (file.State == RecipientFileState.Importing || file.State == RecipientFileState.Leaving)))
        .OrderBy(row => row.Sequence);

    private async Task<LineTerms> TermsAsync(Campaign campaign, CancellationToken ct) => (await writer.RunAsync(
        turn => LineTerms.Of(turn, [campaign.LineId], kinds)[campaign.LineId], ct)).For(MailingJson.SettingsOf(campaign.Settings));

    /// <summary>The very text where variants are dealt; one that it may be where each message draws by itself.</summary>
    private SampleText Composed(Campaign campaign, Recipient recipient, string text, int place, LineTerms terms)
    {
        var own = MailingJson.SettingsOf(campaign.Settings);
        var template = recipient.Text ?? text;
        var row = new MessageRow(
            recipient.Sequence, campaign.PortalId, new MessageId(NameOf(recipient)), campaign.LineId, "", null, campaign.Id,
            MessageState.Accepted, campaign.StartedAt, 0, 0, HasDemoUnit: false);
        var message = new AcceptedMessage(
            row, Traffic.Marketing, null, null, recipient.Phone, template, null, IsGuardCounted: false, IsReleased: false,
            MessageSource.Api, recipient.Fields, place);
        var values = OwnTexts.ValuesOf(recipient.Fields, recipient.Phone);
        return texts.Compose(message, own, terms, terms.LiteralSpintax, values) switch
        {
            Composition.Ready ready => new SampleText(ready.Text, null, []),
            Composition.NeedsValues needs => new SampleText(
                needs.Letter.RenderSample(values), null, [.. needs.Letter.Fields.Where(field => !values.ContainsKey(field))]),
            Composition.Held held => new SampleText(template, held.Reason, []),
            Composition.Suppressed skipped => new SampleText(template, skipped.Reason, []),
            Composition.Failed failed => new SampleText(template, failed.Reason, []),
            var other => throw new UnreachableException($"{other}"),
        };
    }

    private static Guid NameOf(Recipient recipient)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, recipient.Sequence);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A finished text as one writes it, so that nothing in it is read once more.</summary>
    private static string Written(string text) => ClientSigns.Protect(
        text, [.. text.Index().Where(sign => Signs.Contains(sign.Item, StringComparison.Ordinal)).Select(sign => sign.Index)]);

    private sealed record SampleText(string Text, string? Reason, IReadOnlyList<string> Missing);

    /// <summary>What was composed so far.</summary>
    private sealed class Tally(int shown, LineTerms terms)
    {
        private readonly List<OwnSample> _samples = [];
        private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _problems = new(StringComparer.Ordinal);
        private long _parts;
        private long _latin;
        private decimal _cost;
        private decimal _latinCost;
        private int _unpriced;
        private int _sent;

        internal int Counted { get; private set; }

        internal void Count(Recipient recipient, SampleText sample)
        {
            Counted++;
            var parts = SmsParts.Measure(sample.Text).Parts;
            if (_samples.Count < shown)
                _samples.Add(new OwnSample(
                    recipient.Sequence.ToString(CultureInfo.InvariantCulture), $"+{recipient.Phone}", sample.Text, parts, sample.Reason,
                    sample.Missing));
            if (sample.Reason is { } reason)
            {
                _problems[reason] = _problems.GetValueOrDefault(reason) + 1;
                return;
            }

            _sent++;
            _parts += parts;
            var latin = Transliteration.ToLatin(sample.Text, TransliterationScheme.Sms);
            _latin += SmsParts.Measure(latin).Parts;
            if (MessageCost.Of(sample.Text, recipient.Phone, terms.Channel, terms.Tariff()).Amount is { } amount)
            {
                _cost += amount;
                _latinCost += MessageCost.Of(latin, recipient.Phone, terms.Channel, terms.Tariff()).Amount ?? 0;
            }
            else
            {
                _unpriced++;
            }

            _distinct.Add(WellFormedText.Normalize(sample.Text, System.Text.NormalizationForm.FormC));
        }

        internal OwnPreviewAnswer Answer(int recipients) => new(
            recipients, Counted, _samples, _parts, _latin, _unpriced == _sent ? null : _cost, _unpriced == _sent ? null : _latinCost,
            terms.Currency, _unpriced, _distinct.Count,
            _sent == 0 ? null : Math.Round(new Uniqueness(_sent, _distinct.Count).Percent, 1),
            [.. _problems.OrderByDescending(one => one.Value).Select(one => new OwnProblem(one.Key, one.Value))]);
    }
}
