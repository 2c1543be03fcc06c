namespace OlConnector.Tests.House;

/// <summary>What a reader may expect of any file here.</summary>
public sealed class CodeTests
{
    private const int LongestFile = 300;

    /// <summary>A helper is what the template language itself calls its verbs.</summary>
    private static readonly string[] Admitted = ["ValueHelper"];

    [Fact]
    public void No_source_file_is_longer_than_three_hundred_lines()
    {
        Repository.Files("src", ".cs", ".ts", ".vue", ".js", ".css", ".html")
            .Select(file => (file, Lines: Repository.Read(file).TrimEnd('\n').Split('\n').Length)).Where(file => file.Lines > LongestFile)
            .Select(file => $"{file.file}: {file.Lines}").ShouldBeEmpty();
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        var types = AssemblyReading.Rooms.Append(typeof(OlConnector.Sandbox.SandboxCloud).Assembly).SelectMany(room => room.GetTypes())
            .Where(type => !type.Name.Contains('<'));

        types.Where(type => type.Name.Has("(Manager|Helper|Util|Utils|Common|Base|Impl)(`[0-9]+)?$") && !Admitted.Contains(type.Name))
            .Select(type => type.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void No_folder_has_a_name_that_says_nothing()
    {
        string[] empty = ["Managers", "Helpers", "Util", "Utils", "Common", "Base", "Impl", "Misc", "Shared"];

        Repository.Files("src", ".cs").Where(file => file.Split('/').Any(empty.Contains)).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later_in_the_code()
    {
        // Written apart, so that this file does not find itself.
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];
        var words = $@"\b({string.Join('|', marks)})\b";

        Repository.Files("src", ".cs", ".ts", ".vue", ".js").Concat(Repository.Files("tests", ".cs"))
            .Concat(Repository.Files("docs", ".md"))
            .Where(file => Repository.Read(file).Has(words)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_test_is_run_and_none_waits_on_the_real_clock()
    {
        var files = Repository.Files("tests", ".cs");
        const string sleeps = @"Thread\.Sleep\(|Task\.Delay\([^,()]*(\([^()]*\))?[^,()]*\)";
        const string skips = @"\[(Fact|Theory)\(Skip";

        files.Where(file => Repository.Read(file).Has(skips)).ShouldBeEmpty();
        files.Where(file => Repository.Read(file).Has(sleeps) && !file.EndsWith("/CodeTests.cs", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
