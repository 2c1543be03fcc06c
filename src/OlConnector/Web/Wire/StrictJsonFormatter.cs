using System.Text;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Lines;
using OlConnector.Gateways.Callbacks;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>
/// Reads the bodies of the API: at most 1 MB, of strangers at most 16 KB, exactly the contract's fields, nothing guessed.
/// </summary>
internal sealed class StrictJsonFormatter : InputFormatter
{
    private const int MaxDepth = 32;
    private const int MaxWords = 300;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public StrictJsonFormatter()
    {
        SupportedMediaTypes.Add("application/json");
        SupportedMediaTypes.Add("application/merge-patch+json");
    }

    protected override bool CanReadType(Type type) =>
        IsPatch(type)
            || (type.Assembly == typeof(StrictJsonFormatter).Assembly
                && type.Namespace!.StartsWith("OlConnector.Api", StringComparison.Ordinal));

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context)
    {
        var http = context.HttpContext;
        var limit = http.Features.Get<Caller>() is null ? ApiJson.MaxStrangersBodyBytes : ApiJson.MaxBodyBytes;
        if (await RequestBody.ReadAsync(http.Request, limit) is not { } body) return Refused(context, Refuse.TooLarge(limit));
        if ((TryParse(body, out var json) ?? JsonShape.Check(json!, ContentOf(context.ModelType))) is { } unfit)
            return Refused(context, unfit);
        if (await PlaceAsync(http, json!, ContentOf(context.ModelType)) is { } skipped) return Refused(context, skipped);
        return TryConvert(json!, context.ModelType, out var value) is { } refusal
            ? Refused(context, refusal)
            : await InputFormatterResult.SuccessAsync(value!);
    }

    /// <summary>Moments without a zone are the portal's; whose portal it is a stranger has not said yet.</summary>
    private static async Task<Refusal?> PlaceAsync(HttpContext http, JToken json, Type type)
    {
        if (http.Features.Get<Caller>() is not { } caller || BodyMoments.WithoutZone(json, type).ToList() is not { Count: > 0 } local)
            return null;
        await using var db = http.RequestServices.GetRequiredService<Database>().Read();
        var name = await db.Portals.Where(portal => portal.Id == caller.Portal).Select(portal => portal.TimeZone)
            .SingleOrDefaultAsync(http.RequestAborted);
        var zone = LocalTimes.TryFindZone(name, out var known) ? known : TimeZoneInfo.Utc;
        return local.Select(value => BodyMoments.Place(value, zone)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>The body as a tree; what is wrong with it, or null.</summary>
    internal static Refusal? TryParse(byte[] body, out JToken? json)
    {
        json = null;
        try
        {
            using var reader = new CountedJsonReader(body, StrictUtf8, MaxDepth) { FloatParseHandling = FloatParseHandling.Decimal };
            json = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            return reader.Read() ? Refuse.NotJson("something follows after its end.")
                : json is JObject ? NotStrict(body)
                : Refuse.NotJson("expected an object.");
        }
        catch (JsonException wrong)
        {
            return Refuse.NotJson(Shortened(wrong.Message));
        }
        catch (DecoderFallbackException)
        {
            return Refuse.NotJson("it is not UTF-8.");
        }
    }

    /// <summary>
    /// The tree's parser also takes what RFC 8259 does not know (bare names, comments, octal numbers): 0100 must not be read as 64.
    /// </summary>
    private static Refusal? NotStrict(ReadOnlySpan<byte> body)
    {
        try
        {
            var strict = new System.Text.Json.Utf8JsonReader(body, new System.Text.Json.JsonReaderOptions { MaxDepth = MaxDepth });
            while (strict.Read())
            {
            }

            return null;
        }
        catch (System.Text.Json.JsonException wrong)
        {
            return Refuse.NotJson(Shortened(wrong.Message));
        }
    }

    private static Refusal? TryConvert(JToken json, Type type, out object? value)
    {
        value = null;
        try
        {
            value = IsPatch(type) ? Activator.CreateInstance(type, json) : json.ToObject(type, ApiJson.Serializer);
            return null;
        }
        catch (JsonException wrong)
        {
            return Refuse.NotJson(Shortened(wrong.Message));
        }
    }

    /// <summary>The parser's words quote what they are about, however long it is.</summary>
    private static string Shortened(string words) => words.Length <= MaxWords ? words : words[..MaxWords] + "…";

    private static Type ContentOf(Type type) => IsPatch(type) ? type.GetGenericArguments()[0] : type;

    private static bool IsPatch(Type type) => type.IsAssignableTo(typeof(IMergePatch));

    /// <summary>The refusal waits beside the request; MVC only learns that there is one.</summary>
    private static InputFormatterResult Refused(InputFormatterContext context, Refusal refusal)
    {
        context.HttpContext.Features.Set(refusal);
        context.ModelState.TryAddModelError(context.ModelName, refusal.Code);
        return InputFormatterResult.Failure();
    }
}
