using OlConnector.Harness.Load;
using OlConnector.Harness.Sink;

namespace OlConnector.Harness.Verification;

/// <summary>Compares what was promised, what reached the sink and what the books say. Pure: evidence in, findings out.</summary>
public static class Verifier
{
    private static readonly string[] AtTheClient = ["sent", "delivered", "read", "undelivered"];
    private static readonly string[] Waiting = ["accepted", "held", "queued", "dispatching"];

    /// <summary>Everything that is wrong; empty when both promises were kept.</summary>
    public static IReadOnlyList<Finding> Check(Evidence evidence) =>
    [
        .. Lost(evidence), .. StoredTwice(evidence), .. NeverOffered(evidence),
        .. Stuck(evidence), .. SentTwice(evidence), .. SentAgain(evidence),
        .. Contradictions(evidence), .. Pace.Early(evidence), .. TooManyUnknown(evidence), .. Sums(evidence), .. Tellings.Missing(evidence),
        .. WebhookTellings.Missing(evidence), .. WebhookTellings.Broken(evidence), .. Reports(evidence),
    ];

    /// <summary>Each id that got a 200 is exactly one message.</summary>
    private static IEnumerable<Finding> Lost(Evidence evidence)
    {
        var stored = AllMessages(evidence).Select(message => (message.Line, message.PortalMessageId)).ToHashSet();
        return Promised(evidence).Where(offer => !stored.Contains((offer.Line, offer.Id)))
            .Select(offer => new Finding(Charge.Lost, offer.Line, offer.Id, "answered 200, and the books do not have it"));
    }

    private static IEnumerable<Finding> StoredTwice(Evidence evidence) =>
        AllMessages(evidence).GroupBy(message => (message.Line, message.PortalMessageId)).Where(group => group.Count() > 1)
            .Select(group => new Finding(Charge.Double, group.Key.Line,
                group.Key.PortalMessageId, $"the books have it {group.Count()} times"));

    private static IEnumerable<Finding> NeverOffered(Evidence evidence)
    {
        var offered = evidence.Offers.Select(offer => (offer.Line, offer.Id)).ToHashSet();
        return AllMessages(evidence).Where(message => !offered.Contains((message.Line, message.PortalMessageId)))
            .Select(message => new Finding(
                Charge.Odd, message.Line, message.PortalMessageId, "the books have a message that nobody offered"));
    }

    private static IEnumerable<Finding> Stuck(Evidence evidence) =>
        AllMessages(evidence).Where(message => Waiting.Contains(message.State))
            .Select(message => new Finding(
                Charge.Stuck, message.Line, message.PortalMessageId,
                $"still {message.State} ({message.Reason ?? "no reason"}) after all was quiet"));

    /// <summary>Whatever the books say: the client got it more than once.</summary>
    private static IEnumerable<Finding> SentTwice(Evidence evidence) =>
        evidence.Sends.Where(send => send.IsRecorded).GroupBy(send => (send.Line, send.PortalMessageId)).Where(group => group.Count() > 1)
            .Select(group => new Finding(Charge.Double, group.Key.Line,
                group.Key.PortalMessageId, $"the sink recorded it {group.Count()} times"));

    /// <summary>
    /// A second try is legal only after an answer, or a look-up, that said nothing was recorded; and with the same words.
    /// </summary>
    private static IEnumerable<Finding> SentAgain(Evidence evidence)
    {
        foreach (var group in evidence.Sends.GroupBy(send => (send.Line, send.PortalMessageId)))
        {
            var tries = group.OrderBy(send => send.ArrivedAt).ToList();
            if (tries.SkipLast(1).FirstOrDefault(send => !send.WasTurnedAway && !evidence.Denied.Contains(send.MessageId)) is { } blind)
                yield return new Finding(Charge.Double, group.Key.Line, group.Key.PortalMessageId,
                    $"sent again although the try before it ({blind.Fault}) did not say that nothing was recorded");
            if (tries.Select(send => send.Text).Distinct().Count() > 1)
                yield return new Finding(Charge.Odd, group.Key.Line,
                    group.Key.PortalMessageId, "tries of one message carry different texts");
        }
    }

    /// <summary>The final state agrees with what the sink did.</summary>
    private static IEnumerable<Finding> Contradictions(Evidence evidence)
    {
        var recorded = evidence.Sends.Where(send => send.IsRecorded).Select(send => (send.Line, send.PortalMessageId)).ToHashSet();
        foreach (var message in AllMessages(evidence))
        {
            var atSink = recorded.Contains((message.Line, message.PortalMessageId));
            if (AtTheClient.Contains(message.State) && !atSink)
                yield return new Finding(Charge.Odd, message.Line, message.PortalMessageId,
                    $"the books say {message.State}, and the sink never recorded it");
            if (atSink && !AtTheClient.Contains(message.State) && message.State != "unknown")
                yield return new Finding(Charge.Odd, message.Line, message.PortalMessageId,
                    $"the sink recorded it, and the books say {message.State}");
        }
    }

    /// <summary>At most one for each line and disruption, besides those that the sink itself left in the dark.</summary>
    private static IEnumerable<Finding> TooManyUnknown(Evidence evidence)
    {
        var uncertain = evidence.Sends.Where(send => send.IsUncertain).Select(send => (send.Line, send.PortalMessageId)).ToHashSet();
        return AllMessages(evidence)
            .Where(message => message.State == "unknown" && !uncertain.Contains((message.Line, message.PortalMessageId)))
            .GroupBy(message => message.Line)
            .Where(line => line.Count() > evidence.Disruptions.Count)
            .Select(line => new Finding(Charge.TooManyUnknown, line.Key, line.First().PortalMessageId,
                $"{line.Count()} of unknown fate after {evidence.Disruptions.Count} disruptions"));
    }

    private static IEnumerable<Finding> Sums(Evidence evidence) =>
        evidence.Books.Where(books => books.Difference != 0 || books.Received != books.Messages.Count)
            .Select(books => new Finding(Charge.Books, "all of the portal", null,
                $"received {books.Received}, listed {books.Messages.Count}, difference {books.Difference}"));

    /// <summary>What is taken out as a file is what the books have.</summary>
    private static IEnumerable<Finding> Reports(Evidence evidence) => evidence.Mailings
        .Where(mailing => mailing.HasTornReport || mailing.Reported != mailing.Promised)
        .Select(mailing => new Finding(
            Charge.Odd, mailing.Line.Name, null,
            mailing.HasTornReport
                ? $"a report of mailing {mailing.Id} came as a whole and was cut off"
                : $"the report of mailing {mailing.Id} has {mailing.Reported} messages, {mailing.Promised} were promised"));

    private static IEnumerable<BookMessage> AllMessages(Evidence evidence) => evidence.Books.SelectMany(books => books.Messages);

    private static IEnumerable<Offer> Promised(Evidence evidence) =>
        evidence.Offers.Where(offer => offer.IsAccepted).DistinctBy(offer => (offer.Line, offer.Id));
}
