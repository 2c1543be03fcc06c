using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace OlConnector.Web.Wire;

/// <summary>The house's JSON, for what is written and read outside MVC's formatters.</summary>
internal static class ApiJson
{
    /// <summary>Longest body of a call. 1 MB.</summary>
    internal const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Longest body of a call whose caller is not known yet. 16 KB: a renewal has one.</summary>
    internal const int MaxStrangersBodyBytes = 16 * 1024;

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

    /// <summary>The one form of JSON in this house: camelCase, enums as words, times with zone.</summary>
    internal static void Configure(JsonSerializerSettings json)
    {
        json.ContractResolver = new DefaultContractResolver
        {
            NamingStrategy = new CamelCaseNamingStrategy(processDictionaryKeys: false, overrideSpecifiedNames: false),
        };
        json.Converters.Add(new StringEnumConverter(new CamelCaseNamingStrategy()));
        json.DateParseHandling = DateParseHandling.DateTimeOffset;
        json.MaxDepth = 32;
    }

    private static JsonSerializerSettings Settings()
    {
        var settings = new JsonSerializerSettings();
        Configure(settings);
        settings.DateParseHandling = DateParseHandling.None;
        return settings;
    }
}
