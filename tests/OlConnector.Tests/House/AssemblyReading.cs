using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OlConnector.Tests.House;

/// <summary>What a compiled room really uses, read from its metadata.</summary>
internal static class AssemblyReading
{
    /// <summary>The rooms of the product.</summary>
    internal static IReadOnlyList<Assembly> Rooms { get; } =
    [
        typeof(OlConnector.Engine.PortalId).Assembly, typeof(OlConnector.Gateways.GatewayCatalog).Assembly,
        typeof(OlConnectorHost).Assembly,
    ];

    /// <summary>Names of the assemblies it refers to.</summary>
    internal static IReadOnlyList<string> References(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)];

    /// <summary>Full names of all types of other assemblies that it mentions anywhere in its code.</summary>
    internal static IReadOnlyList<string> ForeignTypes(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(handle => metadata.GetTypeReference(handle))
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}").Distinct()
            .Order(StringComparer.Ordinal)];
    }
}
