using OlConnector.Tests.House;

namespace OlConnector.Tests.Harness;

/// <summary>The harness speaks to the product over wires only, so that both cannot be wrong in the same way.</summary>
public sealed class IndependenceTests
{
    [Fact]
    public void Only_the_node_knows_the_product()
    {
        const string product = @"\bOlConnector\.(?!Harness\b)[A-Z]|\bOlConnectorHost\b";
        var files = Repository.Files("tests/OlConnector.Harness", ".cs");

        Repository.Read("tests/OlConnector.Harness/Node/NodeHost.cs").Has(product).ShouldBeTrue("the search must find what is there");
        files.Where(file => !file.StartsWith("tests/OlConnector.Harness/Node/", StringComparison.Ordinal)
            && Repository.Read(file).Has(product)).ShouldBeEmpty();
    }
}
