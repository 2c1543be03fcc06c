using OlConnector.Benchmarks.Queue;
using OlConnector.Engine.Tests.Campaigns.Recognition.Corpus;

namespace OlConnector.Benchmarks.Recognition;

/// <summary>The table of docs/proof.md: messages of a made corpus that stand in the wrong mailing, by kind.</summary>
internal static class RecognitionFigures
{
    private const int FewTexts = 4;

    public static void Run(string[] args)
    {
        var (seed, messages) = (QueueFigures.Number(args, "--seed", 12), QueueFigures.Number(args, "--messages", 4_000));
        Console.WriteLine($"seed {seed}, {messages} messages of each kind at least");
        var scored = Scenes.Of(seed, messages).Select(scene => (Scene: scene, Score: Score.Of(scene))).ToList();
        Console.WriteLine(Score.Table(Score.ByKind(scored.Select(one => one.Score))));
        foreach (var (scene, score) in scored.OrderByDescending(one => one.Score.Wrong).Take(QueueFigures.Number(args, "--worst", 0)))
            if (score.Wrong > 0) Show(scene, score);
    }

    /// <summary>What a scene was made of, and into which mailings it was sorted.</summary>
    private static void Show(Scene scene, Score score)
    {
        Console.WriteLine($"\n{scene.Kind}: {score.Wrong} of {score.Messages} in the wrong mailing");
        var found = new Replay().Play(scene);
        var groups = scene.Messages.GroupBy(sent => (sent.Letter.Id, Mailing: found[sent])).OrderBy(group => group.Min(sent => sent.At));
        foreach (var group in groups)
        {
            var (first, last) = (group.Min(sent => sent.At), group.Max(sent => sent.At));
            var mailing = group.Key.Mailing.ToString("N")[..8];
            Console.WriteLine($"letter {group.Key.Id} in mailing {mailing}: {group.Count()}, {first:mm:ss.f}–{last:mm:ss.f}");
            foreach (var sent in group.Take(FewTexts)) Console.WriteLine($"    {sent.Text.ReplaceLineEndings("⏎")}");
        }
    }
}
