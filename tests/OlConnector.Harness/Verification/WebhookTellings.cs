namespace OlConnector.Harness.Verification;

/// <summary>Whether webhooks heard everything: at least once, in order, without gaps, and each number with one body only.</summary>
public static class WebhookTellings
{
    /// <summary>Messages whose end was not told, or of which something else was told last.</summary>
    public static IEnumerable<Finding> Missing(Evidence evidence)
    {
        if (evidence.Events is not { } events) yield break;
        var last = events.OrderBy(note => note.Sequence).GroupBy(note => note.MessageId)
            .ToDictionary(message => message.Key, message => message.Last().State, StringComparer.Ordinal);
        foreach (var message in evidence.Books.SelectMany(books => books.Messages))
            if (last.GetValueOrDefault(message.Id) is var told && told != message.State)
                yield return new Finding(Charge.Untold, message.Line, message.PortalMessageId,
                    $"it is {message.State}, and the webhook was told {told ?? "nothing"} last");
    }

    /// <summary>What is wrong with the numbers.</summary>
    public static IEnumerable<Finding> Broken(Evidence evidence)
    {
        foreach (var portal in (evidence.Events ?? []).GroupBy(note => note.Portal))
        {
            foreach (var number in portal.GroupBy(note => note.Sequence)
                .Where(same => same.Select(note => note.Body).Distinct(StringComparer.Ordinal).Count() > 1))
                yield return new Finding(
                    Charge.Odd, portal.Key, number.First().MessageId, $"delivery {number.Key} came with different bodies");
            var firsts = portal.DistinctBy(note => note.Sequence).Select(note => note.Sequence).ToList();
            if (!firsts.SequenceEqual(Enumerable.Range(1, firsts.Count).Select(number => (long)number)))
                yield return new Finding(Charge.Odd, portal.Key, null, "the numbers of the deliveries have a gap, or came out of order");
        }
    }
}
