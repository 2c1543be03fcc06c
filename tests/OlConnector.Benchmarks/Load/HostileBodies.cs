using System.Text;

namespace OlConnector.Benchmarks.Load;

/// <summary>Bodies that are small on the wire and were meant to be large in memory.</summary>
internal static class HostileBodies
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const int HalfMegabyte = 490_000;
    private const int Megabyte = 1_000_000;

    /// <summary>What is in it, its media type and the body.</summary>
    internal static IEnumerable<(string What, string Type, byte[] Body)> OfPortals()
    {
        yield return ("one long name above a thousand values", Json, Bytes(
            $$"""{"{{new string('A', HalfMegabyte)}}":{{Members(1000)}} }"""));
        yield return ("empty lists", Json, Bytes($$"""{"a":[{{string.Join(',', Enumerable.Repeat("[]", HalfMegabyte / 3))}}]}"""));
        yield return ("a list in a list in a list", Json, Bytes(new string('[', HalfMegabyte)));
        yield return ("names without values", Form, Bytes(string.Concat(Enumerable.Repeat("&a", HalfMegabyte / 2))));
        yield return ("one value of percent signs", Form, Bytes(
            "message_body=" + string.Concat(Enumerable.Repeat("%26", HalfMegabyte / 3))));
        yield return ("a document of underscores", Form, Bytes(
            $"message_id=&message_body=x&document_id[2]={new string('_', HalfMegabyte)}"));
        yield return ("a form in parts", "multipart/form-data; boundary=x", Bytes(
            string.Concat(Enumerable.Repeat("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n", HalfMegabyte / 54))));
    }

    /// <summary>The same for a body that is read as the API's JSON, or as a gateway's.</summary>
    internal static IEnumerable<(string What, string Type, byte[] Body)> OfPrograms()
    {
        yield return ("empty lists", Json, Bytes($$"""{"accessToken":[{{string.Join(',', Enumerable.Repeat("[]", Megabyte / 3))}}]}"""));
        yield return ("empty objects", Json, Bytes($$"""{"accessToken":[{{string.Join(',', Enumerable.Repeat("{}", Megabyte / 3))}}]}"""));
        yield return ("many names", Json, Bytes(
            $$"""{"accessToken":{{Members(Megabyte / 10)}} }"""));
        yield return ("one long name", Json, Bytes($$"""{"{{new string('A', Megabyte)}}":1}"""));
    }

    private static string Members(int count) => $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\":1"))}}}";

    private static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body);
}
