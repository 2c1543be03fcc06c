using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Examples;

/// <summary>
/// What people decide about mailings holds whatever comes in between: arrivals, dispatches, reports, opt-outs, crashes, and any order of
/// pause, resume, stop, clear, release, waves, restart, merge, separate, start. <c>OLC_PROMISES</c> sets the number of runs,
/// <c>OLC_PROMISE</c> plays one again: the three numbers with which a failure says it can be replayed.
/// </summary>
public sealed class MailingPromiseTests : IAsyncLifetime
{
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("OLC_PROMISES"), out var runs)
        ? runs
        : TestDatabase.IsPostgreSql ? 5 : 25;

    private readonly ApiWorld _world = new() { Settings = [("Guard:Warn", "2"), ("Guard:Limit", "4")] };

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public void Nothing_leaves_twice_or_after_a_stop_or_outside_its_hours_or_before_its_wave_or_start_or_to_who_refused()
    {
        var (steps, run) = (Gen.Choose(0, 109).Two().ArrayOf(90).ToArbitrary(), 0);
        Check.One(Played(Config.QuickThrowOnFailure.WithMaxTest(Runs)), Prop.ForAll(steps, sequence =>
        {
            var story = MailingStory.Begin(_world, run++);
            foreach (var (what, which) in sequence) story.Step(what, which);
            story.Finish();
            story.Verify();
        }));
    }

    private static Config Played(Config usual) =>
        Environment.GetEnvironmentVariable("OLC_PROMISE")?.Split(',') is [var seed, var gamma, var size]
            ? usual.WithMaxTest(1).WithReplay(new Replay(
                new Rnd(Number(seed), Number(gamma)), FSharpOption<int>.Some((int)Number(size))))
            : usual;

    private static ulong Number(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);
}
