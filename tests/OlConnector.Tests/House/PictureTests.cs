using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OlConnector.Tests.House;

/// <summary>
/// No picture of README, the guide or the Market's card is older than what it shows. docs/images/pictures.json says of each from which
/// browser test it comes, what it shows, and what that looked like to a hash when it was made. <c>tests/pictures</c> makes all anew.
/// </summary>
[Trait("Database", "Sqlite")]
public sealed class PictureTests
{
    private const string List = "docs/images/pictures.json";

    /// <summary>Set by <c>tests/pictures</c> to the folder with what the browser tests have shot.</summary>
    private static readonly string? Fresh = Environment.GetEnvironmentVariable("OLC_RENEW_PICTURES");

    [Fact]
    public void No_picture_is_older_than_what_it_shows()
    {
        var pictures = JArray.Parse(Repository.Read(List)).Cast<JObject>().ToList();
        if (Fresh is { Length: > 0 } folder) Renew(pictures, folder);

        pictures.Count.ShouldBeGreaterThan(10);
        pictures.Where(one => $"{one["hash"]}" != HashOf(one)).Select(one => $"{one["picture"]}: run tests/pictures").ShouldBeEmpty();
    }

    [Fact]
    public void Every_picture_that_people_see_is_in_the_list_and_there()
    {
        var listed = JArray.Parse(Repository.Read(List)).Select(one => $"{one["picture"]}").Order(StringComparer.Ordinal).ToList();

        listed.ShouldBe(
            Repository.Files("docs/images", ".png").Concat(Repository.Files("manifest/screenshots", ".png")).Order(StringComparer.Ordinal));
    }

    /// <summary>Sources of what it shows, each after its name.</summary>
    private static string HashOf(JObject picture)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = picture["shows"]!.SelectMany(folder => Repository.Files($"{folder}", ".vue", ".js", ".html", ".css"))
            .Order(StringComparer.Ordinal).ToList();
        files.ShouldNotBeEmpty($"{picture["picture"]} shows nothing that is there");
        foreach (var file in files) hash.AppendData(Encoding.UTF8.GetBytes($"{file}\n{Repository.Read(file)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static void Renew(List<JObject> pictures, string folder)
    {
        foreach (var one in pictures)
        {
            File.Copy(Path.Combine(folder, $"{one["from"]}.png"), Path.Combine(Repository.Root, $"{one["picture"]}"), overwrite: true);
            one["hash"] = HashOf(one);
        }

        var text = JsonConvert.SerializeObject(pictures, Formatting.Indented).ReplaceLineEndings("\n");
        File.WriteAllText(Path.Combine(Repository.Root, List), text + "\n");
    }
}
