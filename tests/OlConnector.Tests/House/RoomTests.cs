namespace OlConnector.Tests.House;

/// <summary>The rules between rooms (docs/adr/0001), read from what the compiler made of them.</summary>
public sealed class RoomTests
{
    private static readonly string[] Outside =
    [
        "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "Npgsql", "SQLitePCLRaw",
        "System.Net.Http", "System.Net.Sockets", "System.Net.Security", "System.Net.NameResolution", "System.Net.Requests",
    ];

    /// <summary>An address is a value like any other: links are read, never followed.</summary>
    private static readonly string[] Values = ["System.Net.IPAddress", "System.Net.Sockets.AddressFamily"];

    private static readonly string[] FilesAndWires =
        ["System.Net.", "System.Console", "System.Diagnostics.Process", "System.IO.File",
            "System.IO.Directory", "System.IO.DriveInfo", "System.Threading.Thread", "System.Threading.Timer"];

    [Fact]
    public void The_engine_sees_no_other_room_and_no_web_database_or_wire()
    {
        var references = AssemblyReading.References(AssemblyReading.Rooms[0]);

        references.Where(name => name.StartsWith("OlConnector", StringComparison.Ordinal)).ShouldBeEmpty();
        references.Where(name => Array.Exists(Outside, name.StartsWith)).ShouldBeEmpty();
    }

    [Fact]
    public void The_engine_touches_neither_files_nor_processes_nor_threads()
    {
        var types = AssemblyReading.ForeignTypes(AssemblyReading.Rooms[0]);

        types.ShouldContain("System.DateTimeOffset", "the reading must see something");
        types.Except(Values).Where(type => Array.Exists(FilesAndWires, forbidden => IsOf(type, forbidden))).ShouldBeEmpty();
    }

    /// <summary>libphonenumber reads nothing but what it carries in its own assembly.</summary>
    [Fact]
    public void The_engine_s_numbering_plans_come_from_no_file_and_no_wire()
    {
        var library = typeof(PhoneNumbers.PhoneNumberUtil).Assembly;

        AssemblyReading.References(AssemblyReading.Rooms[0]).ShouldContain(library.GetName().Name!);
        AssemblyReading.ForeignTypes(library)
            .Where(type => Array.Exists(FilesAndWires, forbidden => IsOf(type, forbidden))).ShouldBeEmpty();
    }

    [Fact]
    public void Gateways_see_the_engine_only()
    {
        var references = AssemblyReading.References(AssemblyReading.Rooms[1]);

        references.Where(name => name.StartsWith("OlConnector", StringComparison.Ordinal)).ShouldBe(["OlConnector.Engine"]);
        references.Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_host_does_not_see_the_sandbox()
    {
        AssemblyReading.References(AssemblyReading.Rooms[2]).ShouldNotContain("OlConnector.Sandbox");
    }

    [Fact]
    public void In_the_sandbox_only_the_launcher_knows_the_product()
    {
        var forbidden = $@"\bOlConnector\.(?!Sandbox\b)[A-Z]|\b({string.Join('|', ProductWords())})\b";
        var files = Repository.Files("src/OlConnector.Sandbox", ".cs");

        Repository.Read("src/OlConnector.Sandbox/Launch.cs").Has(forbidden).ShouldBeTrue("the search must find what is there");
        files.Where(file => !file.EndsWith("/Launch.cs", StringComparison.Ordinal))
            .SelectMany(file => Code(file).Where(line => line.Has(forbidden)).Select(line => $"{file}: {line.Trim()}"))
            .ShouldBeEmpty();
    }

    /// <summary>A name with a dot at its end stands for everything below it; any other for itself, its …Info and its …Stream.</summary>
    private static bool IsOf(string type, string forbidden) =>
        forbidden.EndsWith('.')
            ? type.StartsWith(forbidden, StringComparison.Ordinal)
            : type == forbidden || type == forbidden + "Info" || type == forbidden + "Stream";

    /// <summary>Types of the product's root namespace are in sight of the sandbox without any using.</summary>
    private static IEnumerable<string> ProductWords() =>
        AssemblyReading.Rooms.SelectMany(room => room.GetTypes()).Where(type => type.Namespace == "OlConnector" && !type.Name.Contains('<'))
            .Select(type => type.Name);

    private static IEnumerable<string> Code(string file) =>
        Repository.Read(file).Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
}
