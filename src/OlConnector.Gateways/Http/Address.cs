namespace OlConnector.Gateways.Http;

/// <summary>Builds the addresses of calls from a line's base URL.</summary>
internal static class Address
{
    /// <summary>The base URL, with or without a slash at its end, followed by a path that is already escaped.</summary>
    public static Uri Join(string baseUrl, string path) => new(baseUrl.TrimEnd('/') + "/" + path);

    /// <summary>A query of names and values, escaped by RFC 3986; absent values are left out.</summary>
    public static string Query(params IEnumerable<(string Name, string? Value)> values) =>
        string.Join('&', values.Where(pair => pair.Value is not null).Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value!)}"));
}
