using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Smpp;

/// <summary>Submits the parts of one message and says what became of the whole.</summary>
/// <remarks>
/// The first part goes alone: most refusals (recipient, sender, too fast) fall on it while nothing was accepted, and the message can be
/// treated like any other. When a later part is refused, some are on their way already. The message then fails for good: sending it once
/// more would send those parts twice.
/// </remarks>
internal sealed class SmppSubmits(TimeProvider clock, SmppStatusTable table)
{
    /// <summary>Submits in flight at a time.</summary>
    private const int Window = 10;

    /// <summary>
    /// How often one part is offered when the SMSC calls it too fast. It surely was not taken, so that sends nothing twice.
    /// </summary>
    private const int MostOffers = 5;

    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    /// <returns>The result, and the ids of the parts when all were accepted.</returns>
    public async Task<(SendResult Result, IReadOnlyList<string>? Ids)> SendAsync(
        SmppSession session, IReadOnlyList<ShortMessageBody> parts, CancellationToken ct)
    {
        var first = await session.SubmitAsync(parts[0], ct);
        if (IdOf(first) is not { } firstId) return (Failed(session, first), null);

        var ids = new List<string> { firstId };
        foreach (var some in parts.Skip(1).Chunk(Window))
        {
            var replies = await Task.WhenAll(some.Select(part => OfferAsync(session, part, ct)));
            if (replies.Any(reply => IdOf(reply) is null)) return (Torn(session, replies, ids.Count, parts.Count), null);
            ids.AddRange(replies.Select(reply => IdOf(reply)!));
        }

        return (new SendResult.Accepted(firstId), ids);
    }

    private async Task<SmppReply> OfferAsync(SmppSession session, ShortMessageBody part, CancellationToken ct)
    {
        for (var offer = 1; ; offer++)
        {
            var reply = await session.SubmitAsync(part, ct);
            if (offer == MostOffers || reply is not SmppReply.Answered answered || !SmppAnswers.IsTooFast(answered.Answer.Status, table))
                return reply;
            await Task.Delay(Breath, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested) return reply;
        }
    }

    private SendResult Failed(SmppSession session, SmppReply reply)
    {
        switch (reply)
        {
            case SmppReply.NotSent notSent:
                return Answers.LineWaits("NOT_SENT", notSent.Why);
            case SmppReply.Answered { Answer.Status: not SmppStatus.Ok and var status }:
                if (SmppAnswers.NeedsNewBind(status)) session.Close();
                return SmppAnswers.Refusal(status, table);
            case SmppReply.Lost lost:
                return new SendResult.Unknown(lost.Why);
            default:
                return new SendResult.Unknown("The SMSC accepted the message without giving it an id.");
        }
    }

    private SendResult Torn(SmppSession session, SmppReply[] replies, int acceptedBefore, int total)
    {
        var bad = replies.Where(reply => IdOf(reply) is null).Select(reply => (Reply: reply, Result: Failed(session, reply))).ToList();
        if (bad.Select(one => one.Result).OfType<SendResult.Unknown>().FirstOrDefault() is { } unknown) return unknown;
        var code = bad[0].Reply is SmppReply.Answered answered ? SmppAnswers.CodeOf(answered.Answer.Status) : "NOT_SENT";
        var accepted = acceptedBefore + replies.Length - bad.Count;
        return Answers.Refused(
            Fault.Message, code,
            $"The SMSC took {accepted} of {total} parts and then refused. "
                + "The message is torn and is not sent again by itself, because those parts would arrive twice.");
    }

    /// <summary>The id in a good submit_sm_resp; null for anything else.</summary>
    private static string? IdOf(SmppReply reply)
    {
        const uint Submitted = SmppCommand.SubmitSm | SmppCommand.Response;
        if (reply is not SmppReply.Answered { Answer: { Status: SmppStatus.Ok, Command: Submitted } answer }) return null;
        var id = new PduReader(answer.Body.Span).Text(65);
        return id.Length == 0 || id.Any(char.IsControl) ? null : id;
    }
}
