using OlConnector.Harness.Load;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>kill -9 while tables are brought in, mailings are started and reports are taken out.</summary>
internal static class FileMode
{
    private const int KillsOfAWorld = 6;
    private static readonly MailerStep[] Steps = Enum.GetValues<MailerStep>();

    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var (left, outcomes) = (stage.Arguments.Rounds ?? KillsOfAWorld, new List<Outcome>());
        for (var seed = stage.Arguments.Seed; left > 0; seed++, left -= KillsOfAWorld)
        {
            var kills = Math.Min(left, KillsOfAWorld);
            outcomes.Add(await stage.PlayAsync(
                "files", seed, kills, await stage.UsualAsync(), (world, chance, notes) => PlayAsync(stage, world, chance, kills, notes)));
        }

        return [Outcome.Sum(outcomes)];
    }

    private static async Task PlayAsync(Stage stage, World world, Random chance, int kills, List<string> notes)
    {
        await world.StartNodeAsync();
        world.Mailer.Start();
        for (var kill = 0; kill < kills; kill++)
        {
            await stage.WaitAsync(chance, 100, 500);
            await world.Mailer.BeginsAsync(Steps[kill % Steps.Length]);
            // From the arrival of the call to the middle of its transactions.
            await stage.WaitAsync(chance, 0, 60);
            await world.KillAsync();
            await world.StartNodeAsync();
        }

        await stage.WaitAsync(chance, 300, 800);
        await world.Mailer.StopAsync();
        var mailings = world.Mailer.Mailings;
        notes.Add(
            $"{mailings.Count} mailings, {mailings.Count(one => one.Promised == 0)} of them never whole; "
            + $"killed while importing, starting and exporting in turn");
    }
}
