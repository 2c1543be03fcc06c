using System.Reflection;

namespace OlConnector.Web;

/// <summary>Which version of the product this is.</summary>
internal static class ProductVersion
{
    /// <summary>Of this build, without the commit.</summary>
    internal static string Text { get; } = typeof(ProductVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
