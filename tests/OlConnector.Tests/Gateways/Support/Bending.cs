using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>
/// Bends genuine input into nonsense, by a seed: bytes flipped, cut and doubled; JSON members swapped for values nobody expects.
/// </summary>
internal static class Bending
{
    private static readonly Func<Random, JToken>[] OddValues =
    [
        _ => JValue.CreateNull(), _ => "", _ => -1, _ => 0, _ => long.MaxValue, _ => new JValue(double.MaxValue), _ => true,
        _ => new JArray(), _ => new JObject(), _ => new JArray(new JObject(), null!, 5), _ => "\ud800", _ => "\u0000\u0007",
        random => new string('9', random.Next(1, 400)), random => new string('Ж', random.Next(1, 3000)),
        _ => "99999999999999999999", _ => "@c.us", _ => "%", _ => "2026-13-45T99:99:99Z",
    ];

    public static byte[] Of(byte[] body, Random random) => random.Next(3) switch
    {
        0 when AsJson(body) is { } json => BentJson(json, random),
        1 => Bytes(Bytes(body, random), random),
        _ => Bytes(body, random),
    };

    private static JToken? AsJson(byte[] body)
    {
        try
        {
            return JToken.Parse(Encoding.UTF8.GetString(body));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] BentJson(JToken json, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var all = ((json as JContainer)?.DescendantsAndSelf() ?? [json])
                .Where(token => token.Parent is not null && token is not JProperty)
                .ToList();
            if (all.Count > 0) all[random.Next(all.Count)].Replace(OddValues[random.Next(OddValues.Length)](random));
        }

        return Encoding.UTF8.GetBytes(json.ToString(Formatting.None));
    }

    private static byte[] Bytes(byte[] body, Random random)
    {
        var (at, length) = (random.Next(body.Length + 1), random.Next(1, 16));
        var end = Math.Min(body.Length, at + length);
        return random.Next(5) switch
        {
            0 => body[..at],
            1 => [.. body[..at], .. body[end..]],
            2 => [.. body[..at], .. Enumerable.Range(0, length).Select(_ => (byte)random.Next(256)), .. body[at..]],
            3 => [.. body[..end], .. body[at..]],
            _ => [.. body.Select((octet, index) => index == at ? (byte)(octet ^ (1 << random.Next(8))) : octet)],
        };
    }
}
