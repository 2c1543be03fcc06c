using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Web.Wire;

namespace OlConnector.Sending;

/// <summary>What clients answer: whose number it is, when they last wrote, and whether they ask for no more, or for more again.</summary>
internal sealed class Replies(
    Writer writer, Database database, NumberBook numbers, OptOuts optOuts, WebhookEvents events, TimeProvider clock)
{
    /// <summary>Takes one incoming message, once however often it is brought; false when nobody can tell who wrote it.</summary>
    public async Task<bool> TakeAsync(PortalId portal, LineId line, GatewayEvent.MessageReceived reply)
    {
        var settings = await SettingsAsync(portal);
        var senders = await SendersAsync(portal, line, reply, settings.Country);
        var words = OptOutWords.FromLines(settings.OptOutWords);
        var wish = reply.Wish ?? (reply.Text is { } text ? words.Inspect(text) : OptOutAction.None);
        var (now, hash) = (clock.GetUtcNow(), HashOf(reply));
        // A vendor's clock that runs ahead opens no window for longer.
        var at = reply.At < now ? reply.At.Value : now;
        var isNews = await writer.RunAsync(turn =>
        {
            if (hash is not null && !HeardReplies.Take(turn, portal, line, hash, now)) return false;
            foreach (var from in senders)
            {
                Conversations.Note(turn, portal, line, from, at);
                ClientReplies.Note(turn, portal, line, from, at);
                if (wish == OptOutAction.OptIn) optOuts.LetIn(turn, portal, from, at);
                if (wish == OptOutAction.OptOut) optOuts.LetOut(turn, portal, line, from, now);
            }

            if (senders.Count > 0) Tell(turn, portal, line, senders.First(), reply.Text, wish, at);
            return true;
        });
        if (isNews && wish == OptOutAction.OptOut) optOuts.Tell();
        return senders.Count > 0;
    }

    /// <summary>One message is one event, whatever forms its sender's number has.</summary>
    private void Tell(
        WriteTurn turn, PortalId portal, LineId line, PhoneNumber from, string? text, OptOutAction wish, DateTimeOffset at)
    {
        bool? optOut = wish switch { OptOutAction.OptOut => true, OptOutAction.OptIn => false, _ => null };
        var data = ApiJson.Text(new ReplyEvent(line.ToString(), from.E164, text, at, optOut));
        events.Happened(turn, portal, EventTypes.ReplyReceived, line.Value, at, data, from.Digits);
    }

    /// <summary>
    /// Who wrote: the numbers for which the gateway has named this chat, and what the vendor wrote, read as numbers of CRM are. CRM may
    /// hold any of them.
    /// </summary>
    private async Task<IReadOnlyCollection<PhoneNumber>> SendersAsync(
        PortalId portal, LineId line, GatewayEvent.MessageReceived reply, string? country)
    {
        var senders = await numbers.FindByChatAsync(portal, line, reply.From);
        if (ClientNumbers.TryRead(reply.MayBeNational ? reply.From : "+" + reply.From, country, out var number)) senders.Add(number.Value);
        return senders;
    }

    /// <summary>By id and moment together: a vendor that counts anew after a restart repeats the one and not the other.</summary>
    private static string? HashOf(GatewayEvent.MessageReceived reply) =>
        reply.Id is { } id ? SecretKey.Hash($"{id} {reply.At?.ToUnixTimeMilliseconds()}") : null;

    private async Task<(string? Country, string? OptOutWords)> SettingsAsync(PortalId portal)
    {
        await using var db = database.Read();
        var found = await db.Portals.Where(row => row.Id == portal).Select(row => new { row.Country, row.OptOutWords })
            .SingleOrDefaultAsync();
        return (found?.Country, found?.OptOutWords);
    }
}
