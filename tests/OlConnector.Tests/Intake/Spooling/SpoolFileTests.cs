using FsCheck;
using FsCheck.Fluent;
using OlConnector.Intake.Spooling;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Intake.Spooling;

public sealed class SpoolFileTests
{
    [Fact]
    public void Whatever_a_crash_cuts_off_or_the_disk_spoils_the_whole_records_before_it_are_read_and_nothing_else()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "1.spool");
        Prop.ForAll(ArbMap.Default.ArbFor<byte[][]>().Filter(records => records.Length > 0 && records.All(record => record is not null)),
            ArbMap.Default.ArbFor<int>(), (records, chance) =>
        {
            var framed = records.Select(SpoolFile.Frame).ToList();
            var whole = framed.SelectMany(bytes => bytes).ToArray();
            var cut = new Random(chance).Next(whole.Length + 1);
            File.WriteAllBytes(path, whole[..cut]);
            var expected = records.TakeWhile((_, i) => framed.Take(i + 1).Sum(bytes => bytes.Length) <= cut).ToList();

            var read = SpoolFile.Read(path).ToList();

            return read.Count == expected.Count && read.Zip(expected).All(pair => pair.First.SequenceEqual(pair.Second));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_record_that_the_disk_spoiled_is_not_taken_for_a_message()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "1.spool");
        byte[] good = SpoolFile.Frame([1, 2, 3]), bad = SpoolFile.Frame([4, 5, 6]);
        bad[^1] ^= 1;

        File.WriteAllBytes(path, [.. good, .. bad]);

        SpoolFile.Read(path).ShouldHaveSingleItem().ShouldBe([1, 2, 3]);
    }
}
