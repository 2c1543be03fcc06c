using Microsoft.EntityFrameworkCore;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Risk;
using OlConnector.Engine.Suppression;
using OlConnector.Storage;

namespace OlConnector.Campaigns.Weighing;

/// <summary>Reads what a mailing adds to its line's risk: whether its recipients know the sender, and how its texts differ.</summary>
internal static class MailingRiskReading
{
    /// <summary>A larger mailing is judged by its first so many messages.</summary>
    private const int Sample = 500;

    private const string Dialogs = """
        SELECT COUNT(*) AS Asked, COALESCE(SUM(x.is_new), 0) AS Found FROM (
            SELECT CASE WHEN EXISTS (SELECT 1 FROM messages s
                                      WHERE s.portal_id = m.portal_id AND s.phone = m.phone AND s.line_id = m.line_id
                                        AND s.sent_at IS NOT NULL AND (s.campaign_id IS NULL OR s.campaign_id <> m.campaign_id))
                          OR EXISTS (SELECT 1 FROM conversations k
                                      WHERE k.line_id = m.line_id AND k.tail = substr(m.phone, length(m.phone) - 7))
                        THEN 0 ELSE 1 END AS is_new
              FROM messages m
             WHERE m.campaign_id = {0} AND m.phone IS NOT NULL AND m.state NOT IN ('suppressed', 'stopped', 'cleared', 'expired')
             ORDER BY m.sequence LIMIT {1}) x
        """;

    private const string DialogsOfRecipients = """
        SELECT COUNT(*) AS Asked, COALESCE(SUM(x.is_new), 0) AS Found FROM (
            SELECT CASE WHEN EXISTS (SELECT 1 FROM messages s
                                      WHERE s.portal_id = r.portal_id AND s.phone = r.phone AND s.line_id = c.line_id
                                        AND s.sent_at IS NOT NULL)
                          OR EXISTS (SELECT 1 FROM conversations k
                                      WHERE k.line_id = c.line_id AND k.tail = substr(r.phone, length(r.phone) - 7))
                        THEN 0 ELSE 1 END AS is_new
              FROM recipients r JOIN campaigns c ON c.id = r.campaign_id
             WHERE r.campaign_id = {0} ORDER BY r.sequence LIMIT {1}) x
        """;

    private const string Texts = """
        SELECT COUNT(x.text) AS Texts, COUNT(DISTINCT x.text) AS Different, COUNT(DISTINCT x.template) AS Templates FROM (
            SELECT m.text, m.template FROM messages m
             WHERE m.campaign_id = {0} AND m.text <> '' AND m.state NOT IN ('suppressed', 'stopped', 'cleared', 'expired')
             ORDER BY m.sequence LIMIT {1}) x
        """;

    /// <summary>The facts of those who get it.</summary>
    /// <param name="db">Reads.</param>
    /// <param name="campaign">The mailing.</param>
    /// <param name="recipients">How many get it; null while nobody can tell.</param>
    /// <param name="ct">Ends the reading.</param>
    internal static async Task<MailingFacts> OfAsync(OlConnectorDb db, Campaign campaign, int? recipients, CancellationToken ct)
    {
        // The first of many tell nothing of the others.
        if (recipients is null) return new MailingFacts();
        var found = (await db.Database.SqlQueryRaw<DialogRow>(
            campaign.Stage is MailingStage.Draft or MailingStage.Scheduled ? DialogsOfRecipients : Dialogs, campaign.Id, Sample)
            .ToListAsync(ct))[0];
        return new MailingFacts(
            recipients, found.Asked == 0 ? null : new Share((int)found.Found, (int)found.Asked));
    }

    /// <summary>The facts of its text, by what its messages say so far.</summary>
    internal static async Task<TextFacts> OfTextAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct)
    {
        var portal = await db.Portals.Where(row => row.Id == campaign.PortalId)
            .Select(row => new { row.OptOutWords, row.Shorteners }).SingleAsync(ct);
        var texts = (await db.Database.SqlQueryRaw<TextRow>(Texts, campaign.Id, Sample).ToListAsync(ct))[0];
        var message = MessageTemplate.Parse(campaign.FirstText);
        var isPersonal = message.Fields.Count > 0 || texts.Templates > 1 || PreparedLetter.HasFields(campaign.FirstText);
        return new TextFacts(
            texts.Texts == 0 ? null : 100.0 * texts.Different / texts.Texts,
            isPersonal ? true : texts.Texts > 1 || IsKnown(campaign) ? false : null,
            ShortLinksOf(message.IsValid ? message.Spintax.Longest : campaign.FirstText, ShortLinkHosts.FromLines(portal.Shorteners)),
            OptOutWords.FromLines(portal.OptOutWords).IsMentionedIn(campaign.FirstText));
    }

    /// <summary>Its text is the one that was written, and not the first client's.</summary>
    private static bool IsKnown(Campaign campaign) => campaign.Kind != CampaignKind.Marketing && campaign.FirstText.Length > 0;

    /// <summary>Hosts of shortened links in a text, each once.</summary>
    internal static IReadOnlyList<string> ShortLinksOf(string text, ShortLinkHosts shorteners) =>
    [
        .. Links.Find(text, shorteners).Where(link => link is { Kind: LinkKind.Shortener, IsBrand: false })
            .Select(link => link.Host).Distinct(StringComparer.Ordinal),
    ];

    private sealed record DialogRow(long Asked, long Found);

    private sealed record TextRow(long Texts, long Different, long Templates);
}
