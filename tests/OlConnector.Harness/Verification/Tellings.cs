namespace OlConnector.Harness.Verification;

/// <summary>Whether portals know how their messages ended. Being told twice is legal; the last word counts.</summary>
public static class Tellings
{
    /// <summary>Messages whose portal was told something else last, or nothing.</summary>
    public static IEnumerable<Finding> Missing(Evidence evidence)
    {
        if (evidence.Told is not { } told) yield break;
        var last = new Dictionary<(string Code, string Id), string>();
        foreach (var note in told) last[(note.Code, note.MessageId)] = note.Status;
        var codes = evidence.Lines.ToDictionary(line => line.Name, line => line.Code);
        foreach (var message in evidence.Books.SelectMany(books => books.Messages))
        {
            if (WordOf(message.State) is not { } word) continue;
            var known = last.GetValueOrDefault((codes[message.Line], message.PortalMessageId));
            if (known != word)
                yield return new Finding(Charge.Untold, message.Line, message.PortalMessageId,
                    $"it is {message.State}, and the portal was told {known ?? "nothing"} last");
        }
    }

    /// <summary>What Bitrix24 has to be told; null for a state it assumes by itself.</summary>
    private static string? WordOf(string state) => state switch
    {
        "delivered" or "read" => "delivered",
        "failed" => "failed",
        "undelivered" or "expired" or "suppressed" or "stopped" or "cleared" => "undelivered",
        _ => null,
    };
}
