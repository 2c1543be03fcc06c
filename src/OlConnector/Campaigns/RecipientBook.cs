using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>Somebody whom an own mailing is to reach, as they are written down.</summary>
/// <param name="Phone">E.164 digits.</param>
/// <param name="Text">A text of their own; null for the mailing's.</param>
/// <param name="Fields">Values by field, as an object of JSON; null for none.</param>
internal readonly record struct NewRecipient(string Phone, string? Text, string? Fields);

/// <summary>The recipients of own mailings, from when they are named until messages are made for them.</summary>
internal static class RecipientBook
{
    /// <summary>Recipients that one call may name.</summary>
    internal const int MostInCall = 1000;

    /// <summary>Recipients of one mailing at most. More is not sent by telephones.</summary>
    internal const int Most = 1_000_000;

    /// <summary>A number that stands there already is passed over; where it may stand twice, its copy makes it another.</summary>
    private const string Insert = """
        INSERT INTO recipients (portal_id, campaign_id, file_id, phone, copy, text, fields)
        VALUES (@portal, @campaign, @file, @phone, @copy, @text, @fields)
        ON CONFLICT (portal_id, phone, campaign_id, copy) DO NOTHING
        """;

    private const string Last = "SELECT COALESCE(MAX(sequence), 0) FROM recipients WHERE campaign_id = @campaign";

    /// <summary>What is to be sent, as a condition over <c>recipients r</c>: nothing of a file that is not whole, or that goes.</summary>
    internal const string IsMeant = """
        NOT EXISTS (SELECT 1 FROM recipient_files f WHERE f.id = r.file_id AND f.state IN ('importing', 'leaving'))
        """;

    private const string CountMeant = $"SELECT COUNT(*) FROM recipients r WHERE r.campaign_id = @campaign AND {IsMeant}";

    private const string Textless =
        $"SELECT 1 FROM recipients r WHERE r.campaign_id = @campaign AND r.text IS NULL AND {IsMeant} LIMIT 1";

    private const string ForgetSome = """
        DELETE FROM recipients WHERE sequence IN (
            SELECT sequence FROM recipients WHERE campaign_id = @campaign ORDER BY sequence LIMIT @slice)
        """;

    private const string ForgetSomeOfFile = """
        DELETE FROM recipients WHERE sequence IN (
            SELECT sequence FROM recipients WHERE campaign_id = @campaign AND file_id = @file ORDER BY sequence LIMIT @slice)
        """;

    /// <summary>Adds recipients in their order; answers a count, true before the commit, of those that stood there already.</summary>
    /// <param name="turn">The transaction.</param>
    /// <param name="portal">Whose mailing.</param>
    /// <param name="campaign">The mailing.</param>
    /// <param name="file">The file that names them; null for a call.</param>
    /// <param name="recipients">Them.</param>
    /// <param name="dedupe">Whether a number stands once only: the first one wins.</param>
    internal static Repeated Add(
        WriteTurn turn, PortalId portal, Guid campaign, Guid? file, IEnumerable<NewRecipient> recipients, bool dedupe)
    {
        var repeated = new Repeated();
        var copy = dedupe ? 0 : turn.First(Last, row => row.GetInt64(0), ("campaign", campaign));
        foreach (var one in recipients)
            turn.Put(
                Insert, rows => repeated.Count += 1 - rows, ("portal", portal), ("campaign", campaign), ("file", file),
                ("phone", one.Phone), ("copy", dedupe ? 0 : ++copy), ("text", one.Text), ("fields", one.Fields));
        return repeated;
    }

    /// <summary>How many wait to become messages.</summary>
    internal static int CountOf(WriteTurn turn, Guid campaign) => turn.First(CountMeant, row => row.GetInt32(0), ("campaign", campaign));

    /// <summary>True when somebody would get the mailing's own text.</summary>
    internal static bool NeedsText(WriteTurn turn, Guid campaign) => turn.First(Textless, _ => true, ("campaign", campaign));

    /// <summary>Forgets some of a mailing; answers how many.</summary>
    internal static int Forget(WriteTurn turn, Guid campaign) =>
        turn.Execute(ForgetSome, ("campaign", campaign), ("slice", BulkMoves.Slice));

    /// <summary>Forgets some of a file; answers how many.</summary>
    internal static int Forget(WriteTurn turn, Guid campaign, Guid file) =>
        turn.Execute(ForgetSomeOfFile, ("campaign", campaign), ("file", file), ("slice", BulkMoves.Slice));

    /// <summary>Statements of a turn are answered together: the count is whole before the commit and read after it.</summary>
    internal sealed class Repeated
    {
        /// <summary>Numbers that the mailing had.</summary>
        public int Count { get; set; }
    }
}
