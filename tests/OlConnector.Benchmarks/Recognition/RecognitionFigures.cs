using OlConnector.Benchmarks.Queue;
using OlConnector.Engine.Tests.Campaigns.Recognition.Corpus;

namespace OlConnector.Benchmarks.Recognition;

/// <summary>The table of docs/proof.md: messages of a made corpus that stand in the wrong mailing, by kind.</summary>
internal static class RecognitionFigures
{
    public static void Run(string[] args)
    {
        var (seed, messages) = (QueueFigures.Number(args, "--seed", 12), QueueFigures.Number(args, "--messages", 4_000));
        Console.WriteLine($"seed {seed}, {messages} messages of each kind at least");
        Console.WriteLine(Score.Table(Score.Of(Scenes.Of(seed, messages))));
    }
}
