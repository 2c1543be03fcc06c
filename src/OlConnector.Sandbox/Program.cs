using System.Globalization;
using System.Runtime.InteropServices;
using OlConnector.Sandbox;

if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(Help.Text);
    return 0;
}

var isHeadless = args.Contains("--headless");
var speed = double.Parse(Argument("--speed", isHeadless ? "60" : "1"), CultureInfo.InvariantCulture);
if (isHeadless) return await Headless.RunAsync(speed);

var port = int.Parse(Argument("--port", "8124"), CultureInfo.InvariantCulture);
if (args.Contains("--apart"))
{
    await using var alone = await SandboxCloud.StartAsync(
        new SandboxOptions { AppUrl = Argument("--app", "http://127.0.0.1:5000"), PortalPort = port }, new ScaledTimeProvider(speed));
    Console.WriteLine($"Page           {alone.BaseUrl}/");
    Console.WriteLine(
        $"Authorization  {alone.Authorization.BaseUrl}   client {alone.Options.ClientId}   secret {alone.Options.ClientSecret}");
    Console.WriteLine($"Phones         {alone.Phones.BaseUrl}   (baseUrl of a line with the gateway sandbox)");
    await StoppedAsync();
    return 0;
}

await using var launch = await Launch.StartAsync(speed, port, quiet: true);
Console.WriteLine($"From the beginning  {launch.Fresh.BaseUrl}/   a portal where nobody has installed the app yet");
Console.WriteLine(FirstTokens.Show(await launch.TokensAsync(), launch.AppUrl, launch.Cloud.Phones.BaseUrl, speed));
Console.WriteLine($"Console of support  {launch.AppUrl}/support   token {Launch.OperatorToken}, portals as above by member_id");
await StoppedAsync();
Console.WriteLine(Report.Of(launch.Cloud, launch.Cloud.Portal, await launch.BooksAsync(launch.Cloud.Portal)));
return 0;

static async Task StoppedAsync()
{
    var stopped = new TaskCompletionSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    await stopped.Task;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stopped.TrySetResult();
    }
}

string Argument(string name, string otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
