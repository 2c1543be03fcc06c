using System.Globalization;

namespace OlConnector.Engine.Tests.Campaigns.Recognition.Corpus;

/// <summary>How many messages of a kind stood where they should not.</summary>
/// <param name="Kind">What kind of scenes.</param>
/// <param name="Messages">All of them.</param>
/// <param name="Wrong">Those in the wrong mailing.</param>
/// <param name="WronglySuppressed">Suppressed as duplicates that were another letter's.</param>
/// <param name="Spun">Clients' values that were spun.</param>
/// <param name="Raw">Groups of a letter that were not.</param>
internal sealed record Score(string Kind, int Messages, int Wrong, int WronglySuppressed, int Spun, int Raw)
{
    /// <summary>Plays all scenes.</summary>
    internal static IReadOnlyList<Score> Of(IEnumerable<Scene> scenes) => ByKind(scenes.Select(Of));

    /// <summary>The scores of scenes, one for each kind.</summary>
    internal static IReadOnlyList<Score> ByKind(IEnumerable<Score> scores) =>
        [.. scores.GroupBy(score => score.Kind).Select(kind => kind.Aggregate((one, other) => one.And(other)))];

    /// <summary>As it stands in docs/proof.md.</summary>
    internal static string Table(IReadOnlyList<Score> scores)
    {
        var all = scores.Aggregate((one, other) => one.And(other)) with { Kind = "all" };
        return string.Join('\n', [
            "| kind | messages | wrong of 1000 | another's suppressed | values spun | groups left raw |",
            "|---|---|---|---|---|---|",
            .. scores.Append(all).Select(score => score.Row)]);
    }

    private string Row => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Kind} | {Messages} | {Thousandths(Wrong):0.00} | {WronglySuppressed} | {Spun} | {Raw} |");

    private double Thousandths(int messages) => 1000.0 * messages / Messages;

    /// <summary>Plays one scene.</summary>
    internal static Score Of(Scene scene)
    {
        var replay = new Replay();
        var found = replay.Play(scene);
        return new Score(
            scene.Kind, scene.Messages.Count, scene.Messages.Count - MostRight(found), replay.WronglySuppressed, replay.Spun, replay.Raw);
    }

    private Score And(Score other) => this with
    {
        Messages = Messages + other.Messages,
        Wrong = Wrong + other.Wrong,
        WronglySuppressed = WronglySuppressed + other.WronglySuppressed,
        Spun = Spun + other.Spun,
        Raw = Raw + other.Raw,
    };

    /// <summary>
    /// Messages in the right mailing when each letter is given one mailing and each mailing one letter at most, in the best way there is.
    /// </summary>
    private static int MostRight(IReadOnlyDictionary<Sent, Guid> found)
    {
        var letters = found.Keys.Select(sent => sent.Letter.Id).Distinct().ToList();
        var best = new int[1 << letters.Count];
        foreach (var mailing in found.GroupBy(pair => pair.Value, pair => letters.IndexOf(pair.Key.Letter.Id)))
        {
            var next = best.ToArray();
            foreach (var letter in mailing.GroupBy(letter => letter))
                for (var taken = 0; taken < best.Length; taken++)
                    if ((taken & (1 << letter.Key)) == 0)
                        next[taken | (1 << letter.Key)] = Math.Max(next[taken | (1 << letter.Key)], best[taken] + letter.Count());
            best = next;
        }

        return best.Max();
    }
}
