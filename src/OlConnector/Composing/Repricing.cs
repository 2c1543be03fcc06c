using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Parts;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>Gives what waits on a line the prices that it has now. What has left keeps what it cost.</summary>
internal sealed class Repricing(Database database, Writer writer, GatewayCatalog kinds)
{
    private const string Composed = $"""
        SELECT sequence, phone, text FROM messages
         WHERE sequence {RowSet.Sequences} AND state IN ('accepted', 'held', 'queued') AND phone IS NOT NULL AND text IS NOT NULL
        """;

    private const string Write =
        "UPDATE messages SET parts = @parts, cost = @cost, currency = @currency WHERE sequence = @sequence AND text = @text";

    /// <summary>In short transactions, so that no pace suffers from it.</summary>
    internal async Task WriteAnewAsync(LineId line, CancellationToken ct)
    {
        foreach (var slice in (await WaitingAsync(line, ct)).Chunk(BulkMoves.Slice))
            await writer.RunAsync(turn => WriteSlice(turn, line, slice), ct);
    }

    private async Task<List<long>> WaitingAsync(LineId line, CancellationToken ct)
    {
        MessageState[] waiting = [MessageState.Accepted, MessageState.Held, MessageState.Queued];
        await using var db = database.Read();
        return await db.Messages.Where(row => row.LineId == line && waiting.Contains(row.State) && row.Text != null)
            .Select(row => row.Sequence).ToListAsync(ct);
    }

    private void WriteSlice(WriteTurn turn, LineId line, long[] slice)
    {
        if (!LineTerms.Of(turn, [line], kinds).TryGetValue(line, out var terms)) return;
        var rows = turn.Query(
            Composed, row => (Sequence: row.GetInt64(0), Phone: row.GetString(1), Text: row.GetString(2)), ("sequences", slice));
        foreach (var (sequence, phone, text) in rows)
        {
            var price = PricedText.Of(MessageCost.Of(text, phone, terms.Channel, terms.Tariff()), terms.Currency);
            turn.Put(
                Write, ("parts", price.Parts), ("cost", price.Cost), ("currency", price.Currency), ("sequence", sequence), ("text", text));
        }
    }
}
