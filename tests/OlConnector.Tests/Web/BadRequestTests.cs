using System.Net.Sockets;
using System.Text;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Web;

/// <summary>What HTTP itself forbids is the caller's fault at every door: a status from 400, no broken call in the log.</summary>
public sealed class BadRequestTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly string[] Doors =
        ["/b24/events", "/b24/app", "/b24/install", "/b24/sms/{key}", "/hooks/sandbox/{hook}", "/api/v1/session"];

    public static TheoryData<string, string> Bodies()
    {
        var data = new TheoryData<string, string>();
        foreach (var path in Doors)
            foreach (var chunk in (string[])["FFFFFFFFFFFFFFFF1\r\nx", "ZZZ\r\n", "5\r\nabcdeX", "-1\r\n", "\r\n", "5;\n\r\n"])
                data.Add(path, chunk);
        return data;
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_in_impossible_chunks_is_a_bad_request(string path, string chunk)
    {
        var target = path.Replace("{key}", world.Line.HandlerKey, StringComparison.Ordinal)
            .Replace("{hook}", world.Line.HookKey, StringComparison.Ordinal);

        var status = await SendAsync(
            $"POST {target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + $"Transfer-Encoding: chunked\r\n\r\n{chunk}\r\n\r\n");

        status.ShouldBe(400);
        world.Product.Log.Lines.ShouldNotContain(line => line.Contains("broke", StringComparison.Ordinal));
        world.Product.Log.Lines.ShouldNotContain(line => line.Contains(world.Line.HandlerKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_portal_that_is_named_with_a_sign_no_database_keeps_is_no_portal()
    {
        using var answer = await world.Product.Http.PostAsync(
            "/b24/events", new StringContent("event=ONAPPTEST&auth[member_id]=a%00b", null, "application/x-www-form-urlencoded"));

        ((int)answer.StatusCode).ShouldBe(404);
    }

    private async Task<int> SendAsync(string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", new Uri(world.Product.Url).Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        var buffer = new byte[64];
        var count = await socket.ReceiveAsync(buffer);
        return count < 12 ? 0 : int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), System.Globalization.CultureInfo.InvariantCulture);
    }
}
