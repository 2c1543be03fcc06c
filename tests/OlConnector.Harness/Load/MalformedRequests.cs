using System.Globalization;
using System.Text;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Load;

/// <summary>
/// Invents requests: well-formed HTTP with impossible contents, and what is no
/// HTTP at all. None of them is a message that could be accepted.
/// </summary>
internal static class MalformedRequests
{
    private static readonly string[] Methods = ["GET", "GET", "GET", "GET", "POST", "POST", "POST",
        "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO", "get"];

    private static readonly string[] Types =
        ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain",
            "application/merge-patch+json", "", "application/json; charset=utf-7", "a/b;;;=", "\u00ff"];

    private static readonly string[] Scraps =
    [
        "{", "}", "[", "]", "\"", "\\", "null", "true", "-0", "1e999", "99999999999999999999",
        "{\"a\":{\"a\":{\"a\":", "\\ud800", "\u0000", "%", "%zz", "%00", "=&=&", "a[b][c][d]=1", "auth[member_id]=x",
        "module_id=sender", "ts=-1", "\"to\":[]", "\"line\":{}", "\"text\":5", "'; DROP TABLE messages; --",
        "<script>", "../../etc/passwd", "id", "cursor", "DOMAIN=", "PLACEMENT_OPTIONS={", "event=ONAPPUNINSTALL",
        "data[CLEAN]=1", "\r\n", "ї", "\U0001f600", "\ufeff", "﷽",
    ];

    private static readonly string[] BrokenHeads =
    [
        "GET\r\n\r\n", "\r\n\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n",
        "POST /b24/events HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "POST /b24/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",
        "POST /b24/app HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF1\r\nx",
        "POST /b24/app HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nContent-Length: 11\r\n\r\n", "GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%%% HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET /%00%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /b24/install HTTP/1.1\r\nHost: x\r\nX-Half: 1\r\nContent-Length: 500\r\n\r\nhalf",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\nConnection: close\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    ];

    /// <summary>The next request's bytes.</summary>
    internal static byte[] Next(Random chance, IReadOnlyList<string> addresses, WorldPlan plan)
    {
        if (chance.Next(20) == 0) return Encoding.Latin1.GetBytes(BrokenHeads[chance.Next(BrokenHeads.Length)]);
        if (chance.Next(40) == 0) return Noise(chance, chance.Next(1, 400));
        var body = Body(chance);
        var head = new StringBuilder(
            $"{Methods[chance.Next(Methods.Length)]} {Target(chance, addresses)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {Types[chance.Next(Types.Length)]}\r\nContent-Length: {body.Length}\r\n");
        if (chance.Next(2) == 0) head.Append(Caller(chance, plan));
        if (chance.Next(10) == 0) head.Append("Accept-Language: ").Append('x', chance.Next(1, 3000)).Append("\r\n");
        if (chance.Next(10) == 0)
            head.Append("If-Match: \"").Append(Scrap(chance)).Append("\"\r\nIdempotency-Key: ").Append('k', chance.Next(400))
                .Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    /// <summary>
    /// Half of them from the operator, who may read everything and change nothing: what lies behind the door has to stand it too.
    /// </summary>
    private static string Caller(Random chance, WorldPlan plan) => chance.Next(4) switch
    {
        0 => $"Authorization: Bearer {Scrap(chance)}\r\nX-Portal: {Scrap(chance)}\r\n",
        1 => "Authorization: Basic ====\r\n",
        _ => $"Authorization: Bearer {World.OperatorToken}\r\nX-Portal: {plan.Portals[chance.Next(plan.Portals.Count)].MemberId}\r\n",
    };

    private static string Target(Random chance, IReadOnlyList<string> addresses)
    {
        var path = addresses[chance.Next(addresses.Count)];
        while (path.IndexOf('{', StringComparison.Ordinal) is var open and >= 0)
            path = path[..open] + Uri.EscapeDataString(chance.Next(3) == 0 ? new Guid(Noise(chance, 16)).ToString("N") : Scrap(chance))
                + path[(path.IndexOf('}', open) + 1)..];
        if (chance.Next(2) == 0) return path;
        var names = new[] { "limit", "cursor", "line", "campaign", "state", "q", "from", "to", "DOMAIN", "x" };
        return path + "?" + string.Join(
            '&', Enumerable.Range(0, chance.Next(1, 4))
                .Select(_ => $"{names[chance.Next(names.Length)]}={Uri.EscapeDataString(Scrap(chance))}"));
    }

    private static byte[] Body(Random chance) => chance.Next(8) switch
    {
        0 => [],
        1 => Noise(chance, chance.Next(2000)),
        2 => Encoding.UTF8.GetBytes(new string('[', chance.Next(1, 5000))),
        3 when chance.Next(50) == 0 => new byte[600 * 1024],
        // A body of a real shape that names another line: refused before it could be a message.
        4 => Encoding.ASCII.GetBytes(
            $"module_id=sender&code=olc_of_nobody&message_id={chance.Next()}&message_to=%2B79991234567&message_body=x"
            + "&auth[member_id]=f00d"),
        5 => Encoding.ASCII.GetBytes($"code=olc_of_nobody&message_id={new string('9', 300)}&message_to={new string('1', 300)}"),
        _ => Encoding.UTF8.GetBytes("code=olc_of_nobody&"
            + string.Concat(Enumerable.Range(0, chance.Next(1, 40)).Select(_ => Scrap(chance)))),
    };

    private static string Scrap(Random chance) =>
        Scraps[chance.Next(Scraps.Length)].Replace("\r\n", chance.Next(2) == 0 ? "%0d%0a" : "", StringComparison.Ordinal)
            .Replace("\u0000", "%00", StringComparison.Ordinal);

    private static byte[] Noise(Random chance, int length)
    {
        var bytes = new byte[length];
        chance.NextBytes(bytes);
        return bytes;
    }
}
