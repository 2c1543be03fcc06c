using System.Text;
using OlConnector.Bitrix24;
using OlConnector.Gateways.Callbacks;
using OlConnector.Web.Wire;

namespace OlConnector.Tests.Web;

/// <summary>
/// Whatever is in a body, reading it takes a few times its length and no more. What is counted is what the reader allocates, not time.
/// </summary>
public sealed class HostileBodyTests
{
    private const int HalfMegabyte = 490_000;
    private const int Megabyte = 1_000_000;
    private const int Allowed = 20 * Megabyte;

    public static TheoryData<string, string> OfPortals => new()
    {
        { "application/json", $$"""{"{{new string('A', HalfMegabyte)}}":{{Members(1000)}} }""" },
        { "application/json", $$"""{"{{new string('A', 120)}}":{{Members(20_000)}} }""" },
        { "application/json", $$"""{"a":[{{string.Join(',', Enumerable.Repeat("[]", HalfMegabyte / 3))}}]}""" },
        { "application/json", $$"""{"a":[{{string.Join(',', Enumerable.Repeat("null", HalfMegabyte / 5))}}]}""" },
        { "application/json", $"{{{string.Join(',', Enumerable.Range(0, 900).Select(LongMember))}}}" },
        { "application/json", new string('[', HalfMegabyte) },
        {
            "application/json",
            string.Concat(Enumerable.Repeat("""{"a":""", 15)) + $"\"{new string('x', HalfMegabyte)}\"" + new string('}', 15)
        },
        { "application/json", $"\"{string.Concat(Enumerable.Repeat("\\u0041", HalfMegabyte / 6))}\"" },
        { "application/json", new string('9', HalfMegabyte) },
        { "application/json", $"/*{new string('*', HalfMegabyte)}*/1" },
        { "", string.Concat(Enumerable.Repeat("&a", HalfMegabyte / 2)) },
        { "", "message_body=" + string.Concat(Enumerable.Repeat("%26", HalfMegabyte / 3)) },
        { "", new string('A', HalfMegabyte) + "[" + new string(']', 1000) + "=1" },
        { "multipart/form-data; boundary=x", string.Concat(Enumerable.Repeat("--x\r\n\r\n\r\n", HalfMegabyte / 9)) },
        { "application/json; charset=utf-16", new string('\u0416', HalfMegabyte / 2) },
    };

    public static TheoryData<string> OfPrograms => new()
    {
        { $$"""{"a":[{{string.Join(',', Enumerable.Repeat("[]", Megabyte / 3))}}]}""" },
        { $$"""{"a":[{{string.Join(',', Enumerable.Repeat("{}", Megabyte / 3))}}]}""" },
        { $$"""{"a":{{Members(Megabyte / 10)}} }""" },
        { $$"""{"a":[{{string.Join(',', Enumerable.Repeat("1", Megabyte / 2))}}]}""" },
        { $$"""{"{{new string('A', Megabyte)}}":1}""" },
        { $$"""{"a":"{{string.Concat(Enumerable.Repeat("\\u0041", Megabyte / 6))}}"}""" },
        { new string('[', Megabyte) },
        { $$"""{"a":{{new string('9', Megabyte)}} }""" },
    };

    [Theory]
    [MemberData(nameof(OfPortals))]
    public void A_portals_body_costs_a_few_times_its_length(string type, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);

        AllocatedBy(() => PortalForm.TryRead(body, type.Length == 0 ? null : type, out _, out _)).ShouldBeLessThan(Allowed);
    }

    [Theory]
    [MemberData(nameof(OfPrograms))]
    public void A_programs_body_costs_a_few_times_its_length(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);

        AllocatedBy(() => StrictJsonFormatter.TryParse(body, out _)).ShouldBeLessThan(Allowed);
    }

    [Theory]
    [MemberData(nameof(OfPrograms))]
    public void A_gateways_body_costs_a_few_times_its_length(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);

        AllocatedBy(() => WireJson.Read(body)).ShouldBeLessThan(Allowed);
    }

    [Fact]
    public void A_name_that_is_longer_than_any_of_ours_is_refused()
    {
        Read($$"""{"{{new string('A', 129)}}":1}""").ShouldBeFalse();
        Read($$"""{"{{new string('A', 60)}}":{"{{new string('B', 60)}}":[{"long":1}]} }""").ShouldBeFalse();
        Read($$"""{"{{new string('A', 60)}}":{"{{new string('B', 60)}}":1} }""").ShouldBeTrue();
    }

    [Fact]
    public void A_thousand_recipients_with_ten_fields_each_are_read()
    {
        var fields = string.Join(',', Enumerable.Range(0, 10).Select(i => $"\"FIELD_{i}\":\"value\""));
        var recipient = $$"""{"phone":"+79161234567","text":"Hello","fields":{ {{fields}} } }""";
        var body = Encoding.UTF8.GetBytes($$"""{"recipients":[{{string.Join(',', Enumerable.Repeat(recipient, 1000))}}]}""");

        StrictJsonFormatter.TryParse(body, out var json).ShouldBeNull();
        json!["recipients"]!.Count().ShouldBe(1000);
    }

    private static bool Read(string json) => PortalForm.TryRead(Encoding.UTF8.GetBytes(json), "application/json", out _, out _);

    /// <summary>On this thread alone; the second time, so that what is made once is not counted.</summary>
    private static long AllocatedBy(Action read)
    {
        read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        read();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string LongMember(int number) =>
        $"\"{new string((char)('a' + (number % 26)), 100)}{number}\":\"{new string('x', 400)}\"";

    private static string Members(int count) => $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\":1"))}}}";
}
