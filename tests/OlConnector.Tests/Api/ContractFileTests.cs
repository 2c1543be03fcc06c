using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.House;

namespace OlConnector.Tests.Api;

/// <summary>The interface is type-checked against a copy of the description that lies in the repository: it has to be today's.</summary>
public sealed class ContractFileTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string File = "src/OlConnector.Ui/openapi.json";
    private const string Renewal = "OLC_RENEW_CONTRACT=1 dotnet test tests/OlConnector.Tests --filter FullyQualifiedName~ContractFileTests";

    [Fact]
    public async Task The_interface_s_copy_of_the_description_is_what_the_host_tells()
    {
        var told = Written(await world.Product.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        if (Environment.GetEnvironmentVariable("OLC_RENEW_CONTRACT") == "1")
            await System.IO.File.WriteAllTextAsync(Path.Combine(Repository.Root, File), told, new UTF8Encoding(false));

        var difference = Difference(Repository.Read(File).Split('\n'), told.Split('\n'));

        difference.ShouldBeNull($"{File} is not what the host tells. Renew it: {Renewal}");
    }

    /// <summary>Of the order of paths and schemas nothing follows: it may differ from build to build.</summary>
    private static string Written(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        var description = JObject.Load(reader);
        Sort(description, "paths");
        Sort(description, "components.schemas");
        return description.ToString(Formatting.Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static void Sort(JObject description, string path)
    {
        var part = (JObject)description.SelectToken(path)!;
        part.Replace(new JObject(part.Properties().OrderBy(one => one.Name, StringComparer.Ordinal)));
    }

    private static string? Difference(string[] written, string[] told)
    {
        var line = written.Zip(told).TakeWhile(pair => pair.First == pair.Second).Count();
        return line == written.Length && line == told.Length
            ? null
            : $"line {line + 1}: written {written.ElementAtOrDefault(line)}, told {told.ElementAtOrDefault(line)}";
    }
}
