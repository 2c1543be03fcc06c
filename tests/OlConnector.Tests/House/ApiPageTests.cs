using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace OlConnector.Tests.House;

/// <summary>docs/api.md names every resource and every code that a program can meet.</summary>
public sealed class ApiPageTests
{
    private static readonly Page Page = new("docs/api.md");

    [Fact]
    public void Every_code_of_a_refusal_is_explained_with_its_status_and_no_other_is()
    {
        var inCode = Repository.Files("src/OlConnector/Api", ".cs").Concat(Repository.Files("src/OlConnector/Web", ".cs"))
            .SelectMany(file => Repository.Read(file).Find(@"\b(?<status>[45]\d\d), ""(?<code>[a-z_]+)"""))
            .Select(match => (match.Groups["code"].Value, match.Groups["status"].Value))
            .Where(refusal => refusal.Item1 != "refused").Distinct();

        Page.Rows("Errors").Select(row => (Page.Code(row[0]), row[1])).Order().ShouldBe(inCode.Order());
    }

    [Fact]
    public void Every_resource_has_a_section_with_an_example()
    {
        var resources = typeof(OlConnectorHost).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ControllerBase)))
            .Select(type => type.GetCustomAttribute<RouteAttribute>()?.Template).OfType<string>()
            .Where(route => route.StartsWith("api/v1/", StringComparison.Ordinal))
            .Select(route => route.Split('/')[2]).Distinct().ToList();

        resources.Count.ShouldBeGreaterThan(5);
        foreach (var resource in resources)
        {
            var section = string.Join('\n', Page.Section(char.ToUpperInvariant(resource[0]) + resource[1..]));
            section.ShouldContain($"/api/v1/{resource}", customMessage: resource);
            section.ShouldContain("curl ", customMessage: resource);
        }
    }
}
