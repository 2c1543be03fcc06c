using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Gateways.Smpp;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways.Smpp;

/// <summary>The gateway kind <c>smpp</c> against a second SMSC that nobody here wrote, Perl's Net::SMPP.</summary>
public sealed class PerlSmscTests
{
    [PerlSmscFact]
    public async Task It_binds_takes_long_texts_and_its_receipts_are_understood()
    {
        await using var smsc = await PerlSmsc.StartAsync();
        var events = System.Threading.Channels.Channel.CreateUnbounded<GatewayEvent>();
        await using (var gateway = Open(smsc.Port, events))
        {
            var accepted = (await gateway.SendAsync(AMessage("00", "Привет 👋"), CancellationToken.None))
                .ShouldBeOfType<SendResult.Accepted>();
            (await smsc.NextAsync("bind")).ShouldBe(["bind", "ol", "52"]);
            (await smsc.NextAsync("submit")).ShouldBe(
            [
                "submit", "375291112200", "OL", "5", "8", "0",
                Convert.ToHexStringLower(Encoding.BigEndianUnicode.GetBytes("Привет 👋")), accepted.GatewayMessageId,
            ]);
            (await NextAsync(events)).ShouldBe(new GatewayEvent.StatusReported(accepted.GatewayMessageId, null, DeliveryStatus.Delivered));
            (await smsc.NextAsync("deliver_resp")).ShouldBe(["deliver_resp", "0"]);

            var refused = (await gateway.SendAsync(AMessage("07", "Hello {world}"), CancellationToken.None))
                .ShouldBeOfType<SendResult.Accepted>();
            (await NextAsync(events)).ShouldBe(
                new GatewayEvent.StatusReported(refused.GatewayMessageId, null, DeliveryStatus.Undelivered, Code: "UNDELIV 000")
                {
                    Fault = Fault.Recipient,
                });

            var whole = (await gateway.SendAsync(AMessage("00", new string('x', 400)), CancellationToken.None))
                .ShouldBeOfType<SendResult.Accepted>();
            GatewayEvent.StatusReported report;
            do report = (GatewayEvent.StatusReported)await NextAsync(events);
            while (report.GatewayMessageId != whole.GatewayMessageId);
            report.Status.ShouldBe(DeliveryStatus.Delivered);
        }

        await smsc.NextAsync("unbind");
    }

    private static SmppGateway Open(int port, Channel<GatewayEvent> events)
    {
        var settings = new GatewaySettings(new Dictionary<string, string>
        {
            ["host"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["systemId"] = "ol",
            ["password"] = "secret",
            ["sourceAddress"] = "OL",
        });
        var kind = new SmppKind(new GatewayRoom(AllowPrivateHosts: true, TimeProvider.System, new CapturedLogs()));
        var gateway = kind.Open(settings, new SmppTimes());
        gateway.ReportTo(async happened =>
        {
            foreach (var one in happened) await events.Writer.WriteAsync(one);
        });
        return gateway;
    }

    private static OutboundMessage AMessage(string ending, string text) =>
        new(MessageId.New(TimeProvider.System), PhoneNumber.FromDigits("3752911122" + ending), text, Traffic.Direct);

    private static Task<GatewayEvent> NextAsync(Channel<GatewayEvent> events) =>
        events.Reader.ReadAsync().AsTask().WaitAsync(ScriptedServer.Patience);

    /// <summary>The Perl program, on a loopback port of its own.</summary>
    private sealed class PerlSmsc(Process perl) : IAsyncDisposable
    {
        private readonly Channel<string> _seen = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public int Port { get; private set; }

        public static async Task<PerlSmsc> StartAsync()
        {
            string[] script = [Path.Combine(AppContext.BaseDirectory, "smsc.pl")];
            var perl = Process.Start(new ProcessStartInfo("perl", script) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var smsc = new PerlSmsc(perl);
            // The same switch as in smsc.js, for docs/gateways/smpp.md.
            var isTraced = Environment.GetEnvironmentVariable("OLC_SMPP_TRACE") is not null;
            perl.OutputDataReceived += (_, line) =>
            {
                if (isTraced) Console.Error.WriteLine(line.Data);
                smsc._seen.Writer.TryWrite(line.Data ?? "");
            };
            perl.BeginOutputReadLine();
            smsc.Port = int.Parse((await smsc.NextAsync("port"))[1], CultureInfo.InvariantCulture);
            return smsc;
        }

        /// <summary>The next line whose first word is this.</summary>
        public async Task<string[]> NextAsync(string name)
        {
            while (true)
            {
                var words = (await _seen.Reader.ReadAsync().AsTask().WaitAsync(ScriptedServer.Patience)).Split('\t');
                if (words[0] == name) return words;
            }
        }

        public async ValueTask DisposeAsync()
        {
            perl.Kill();
            await perl.WaitForExitAsync();
            perl.Dispose();
        }
    }
}

/// <summary>A test against Net::SMPP. Where it cannot be had the test is shown as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PerlSmscFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> IsHere = new(Look);

    public PerlSmscFactAttribute()
    {
        if (!IsHere.Value) Skip = "Perl's Net::SMPP cannot be had: install the package libnet-smpp-perl.";
    }

    private static bool Look()
    {
        try
        {
            using var perl = Process.Start(
                new ProcessStartInfo("perl", ["-MNet::SMPP", "-e", "1"]) { UseShellExecute = false, RedirectStandardError = true })!;
            perl.WaitForExit();
            return perl.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
