using System.Text;
using Newtonsoft.Json;

namespace OlConnector.Api;

/// <summary>The house's JSON, for what is written and read outside MVC's formatters.</summary>
internal static class ApiJson
{
    /// <summary>Longest body of a call. 1 MB.</summary>
    internal const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Reads and writes as MVC does; a text that looks like a date stays a text.</summary>
    internal static JsonSerializer Serializer { get; } = JsonSerializer.Create(Settings());

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A value as the API answers it.</summary>
    internal static byte[] Bytes(object value) => Utf8.GetBytes(Text(value));

    /// <inheritdoc cref="Bytes"/>
    internal static string Text(object value)
    {
        var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        Serializer.Serialize(text, value);
        return text.ToString();
    }

    private static JsonSerializerSettings Settings()
    {
        var settings = new JsonSerializerSettings();
        OlConnectorHost.Configure(settings);
        settings.DateParseHandling = DateParseHandling.None;
        return settings;
    }
}
