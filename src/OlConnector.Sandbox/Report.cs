using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Phones;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox;

/// <summary>What the product says about itself: the answer of <c>GET /api/v1/reconciliation</c> (design §7).</summary>
/// <param name="Received">Messages that were received in all.</param>
/// <param name="States">How many are in which state.</param>
/// <param name="Difference">0, or an alarm.</param>
public sealed record ProductBooks(int Received, IReadOnlyDictionary<string, int> States, int Difference)
{
    /// <summary>Reads the answer's body.</summary>
    public static ProductBooks Read(string json)
    {
        var body = Requests.Json(json);
        var states = (body["states"] as JObject ?? []).Properties()
            .ToDictionary(state => state.Name, state => PhpValue.Int(state.Value), StringComparer.Ordinal);
        return new ProductBooks(PhpValue.Int(body["received"]), states, PhpValue.Int(body["difference"]));
    }

    /// <summary>Asks the product, with a session or API token.</summary>
    /// <exception cref="HttpRequestException">The product refused or did not answer.</exception>
    public static async Task<ProductBooks> FetchAsync(HttpClient http, string appUrl, string token, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{appUrl}/api/v1/reconciliation");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return Read(await answer.Content.ReadAsStringAsync(ct));
    }
}

/// <summary>Pauses between the messages of one line, from arrival to arrival.</summary>
/// <param name="Line">The line's number.</param>
/// <param name="Messages">How many came.</param>
/// <param name="Min">The shortest pause.</param>
/// <param name="Median">Half of the pauses are not longer.</param>
/// <param name="Max">The longest pause.</param>
public sealed record LineGaps(string Line, int Messages, TimeSpan Min, TimeSpan Median, TimeSpan Max)
{
    /// <summary>Measured on every attempt that reached the network, by its monotonic clock.</summary>
    public static IReadOnlyList<LineGaps> Of(IEnumerable<PhoneAttempt> attempts, TimeProvider clock) =>
        [.. attempts.GroupBy(attempt => attempt.From, StringComparer.Ordinal).OrderBy(line => line.Key, StringComparer.Ordinal)
            .Select(line => Measure(line.Key, line, clock))];

    private static LineGaps Measure(string line, IEnumerable<PhoneAttempt> attempts, TimeProvider clock)
    {
        var moments = attempts.Select(attempt => attempt.Timestamp).Order().ToArray();
        var gaps = moments.Zip(moments.Skip(1), clock.GetElapsedTime).Order().DefaultIfEmpty(TimeSpan.Zero).ToArray();
        return new LineGaps(line, moments.Length, gaps[0], gaps[gaps.Length / 2], gaps[^1]);
    }
}

/// <summary>
/// The sum of a run: what the portal handed over, what it was told, what phones got, and whether the product's books agree.
/// </summary>
/// <param name="Handed">Distinct messages whose HANDLER was called.</param>
/// <param name="Accepted">Of them, answered with 200 or 202.</param>
/// <param name="Told">How many messages show which status in Bitrix24 by the app's word.</param>
/// <param name="Recorded">Messages on phones.</param>
/// <param name="Phones">How many messages on phones are in which status.</param>
/// <param name="Refused">Attempts that the network refused or cut before recording.</param>
/// <param name="Twice">Client ids that were recorded more than once; must be 0.</param>
/// <param name="DistinctTexts">Different texts among the recorded messages.</param>
/// <param name="Gaps">Pauses by line.</param>
/// <param name="Books">The product's own figures, when known.</param>
public sealed record Report(
    int Handed,
    int Accepted,
    IReadOnlyDictionary<string, int> Told,
    int Recorded,
    IReadOnlyDictionary<string, int> Phones,
    int Refused,
    int Twice,
    int DistinctTexts,
    IReadOnlyList<LineGaps> Gaps,
    ProductBooks? Books)
{
    private const int LabelWidth = 34;
    private const int ValueWidth = 10;

    /// <summary>Held messages by the product's books; nothing when they are not known.</summary>
    public int? Held => Books?.States.GetValueOrDefault("held");

    /// <summary>Counts one portal, and what its lines brought to phones.</summary>
    public static Report Of(SandboxCloud cloud, SandboxPortal portal, ProductBooks? books = null)
    {
        var calls = portal.Desk.Calls.Seen;
        var received = cloud.Phones.ReceivedFrom(portal.MemberId);
        var attempts = cloud.Phones.AttemptsOf(portal.MemberId);
        return new Report(
            calls.Select(call => call.MessageId).Distinct().Count(),
            calls.Where(call => call.Status is 200 or 202).Select(call => call.MessageId).Distinct().Count(),
            Count(portal.Messages.All.Select(row => row.History.LastOrDefault(change => change.ByApp)?.Status).OfType<string>()),
            received.Count,
            Count(received.Select(message => message.Status)),
            attempts.Count(attempt => !attempt.IsRecorded),
            cloud.Phones.TimesRecorded.Values.Count(times => times > 1),
            received.Select(message => message.Text).Distinct().Count(),
            LineGaps.Of(attempts, cloud.Clock),
            books);
    }

    /// <summary>A table for the console.</summary>
    public override string ToString()
    {
        var table = new StringBuilder();
        Row(table, "HANDLER calls, distinct messages", Handed);
        Row(table, "  accepted by the app", Accepted);
        AddCounts(table, "Bitrix24 was told", Told);
        Row(table, "Phones: messages recorded", Recorded);
        AddCounts(table, "  now", Phones);
        Row(table, "  attempts refused or cut", Refused);
        Row(table, "  sent twice", Twice);
        Row(table, "  distinct texts", DistinctTexts);
        foreach (var gap in Gaps)
            table.AppendLine(CultureInfo.InvariantCulture,
                $"Line {gap.Line}: {gap.Messages} attempts, gap min {Text(gap.Min)} median {Text(gap.Median)} max {Text(gap.Max)}");
        if (Books is null)
            return table.ToString();
        Row(table, "Product: received", Books.Received);
        AddCounts(table, "  state", Books.States);
        Row(table, "  difference (must be 0)", Books.Difference);
        return table.ToString();
    }

    private static void AddCounts(StringBuilder table, string label, IReadOnlyDictionary<string, int> counts)
    {
        foreach (var (word, count) in counts.Where(entry => entry.Value > 0).OrderBy(entry => entry.Key, StringComparer.Ordinal))
            Row(table, $"{label} {word}", count);
    }

    private static void Row(StringBuilder table, string label, int value) =>
        table.Append(label.PadRight(LabelWidth)).AppendLine(value.ToString(CultureInfo.InvariantCulture).PadLeft(ValueWidth));

    private static string Text(TimeSpan gap) => gap.TotalSeconds.ToString("0.000 s", CultureInfo.InvariantCulture);

    private static Dictionary<string, int> Count(IEnumerable<string> words) =>
        words.GroupBy(word => word, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
}
