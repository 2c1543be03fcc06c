using System.Runtime.InteropServices;
using OlConnector.Sandbox;

// The sandbox alone, for an app that runs elsewhere: --app http://127.0.0.1:5000 --port 8124 --speed 20
var speed = double.Parse(Argument("--speed", "1"), System.Globalization.CultureInfo.InvariantCulture);
var options = new SandboxOptions
{
    AppUrl = Argument("--app", "http://127.0.0.1:5000"),
    PortalPort = int.Parse(Argument("--port", "8124"), System.Globalization.CultureInfo.InvariantCulture),
};
await using var cloud = await SandboxCloud.StartAsync(options, new ScaledTimeProvider(speed));
Console.WriteLine($"Page           {cloud.BaseUrl}/");
Console.WriteLine($"Authorization  {cloud.Authorization.BaseUrl}   client {options.ClientId}   secret {options.ClientSecret}");
Console.WriteLine($"Phones         {cloud.Phones.BaseUrl}   (baseUrl of a line with the gateway sandbox)");

var stopped = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await stopped.Task;
Console.WriteLine(Report.Of(cloud, cloud.Portal));
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.TrySetResult();
}

string Argument(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
