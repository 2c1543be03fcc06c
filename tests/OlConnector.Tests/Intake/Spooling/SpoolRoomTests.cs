using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OlConnector.Intake.Spooling;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Intake.Spooling;

/// <summary>How much a spool takes.</summary>
public sealed class SpoolRoomTests : IDisposable
{
    private const int Most = 1024 * 1024;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Records_that_come_at_once_take_no_more_than_the_room_there_is()
    {
        using var directory = new DataDirectory(_folder.Path);
        await using var spool = new Spool(
            directory, new SpoolLeftovers(directory, TimeProvider.System), Options.Create(new SpoolOptions { MaxBytes = Most }),
            new Wakeups(new FakeTimeProvider(Given.Morning)), NullLogger<Spool>.Instance);
        var record = new byte[10_000];

        var kept = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Task.Run(() => spool.PutAsync(record))));

        kept.Count(isKept => isKept).ShouldBe(Most / (record.Length + SpoolFile.HeadLength));
        spool.CutOff().Sum(path => new FileInfo(path).Length).ShouldBeLessThanOrEqualTo(Most);
    }

    [Fact]
    public async Task What_was_stored_makes_room_again()
    {
        using var directory = new DataDirectory(_folder.Path);
        await using var spool = new Spool(
            directory, new SpoolLeftovers(directory, TimeProvider.System), Options.Create(new SpoolOptions { MaxBytes = Most }),
            new Wakeups(new FakeTimeProvider(Given.Morning)), NullLogger<Spool>.Instance);
        while (await spool.PutAsync(new byte[100_000]))
        {
        }

        foreach (var file in spool.CutOff()) spool.Remove(file, new FileInfo(file).Length);

        (await spool.PutAsync(new byte[100_000])).ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();
}
