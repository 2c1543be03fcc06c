using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Gateways.Smpp;

/// <summary>What came of an attempt to bind.</summary>
internal abstract record SmppOpening
{
    private SmppOpening() { }

    public sealed record Bound(SmppSession Session) : SmppOpening;

    /// <summary>The SMSC is there and refuses.</summary>
    public sealed record Refused(uint Status) : SmppOpening;

    /// <summary>There is no SMSC to speak with.</summary>
    public sealed record Away(string Code, string Why) : SmppOpening;
}

/// <summary>A bound session: one transceiver, or a transmitter and a receiver that live and die together.</summary>
internal sealed class SmppSession : IAsyncDisposable
{
    private readonly List<SmppConnection> _connections = [];

    /// <summary>Ends when one of the connections is gone; the other is closed then.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <summary>True while messages can be sent.</summary>
    public bool IsOpen => !Closed.IsCompleted;

    /// <summary>Connects and binds.</summary>
    public static async Task<SmppOpening> OpenAsync(
        SmppAccount account, SmppTimes times, TimeProvider clock, OutboundReach reach, Func<Pdu, Task<uint>> deliver,
        CancellationToken ct)
    {
        using var time = new CancellationTokenSource(times.Opening, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(time.Token, ct);
        var session = new SmppSession();
        uint[] binds = account.IsPair ? [SmppCommand.BindTransmitter, SmppCommand.BindReceiver] : [SmppCommand.BindTransceiver];
        SmppOpening? failed = null;
        try
        {
            foreach (var bind in binds)
            {
                var connection = new SmppConnection(await ConnectAsync(account, reach, end.Token), times, clock, deliver);
                session._connections.Add(connection);
                connection.Start();
                var body = new BindBody(account.SystemId, account.Password, account.SystemType).Write();
                failed = await connection.AskAsync(bind, body, end.Token) switch
                {
                    SmppReply.Answered { Answer.Status: SmppStatus.Ok } => null,
                    SmppReply.Answered answered => new SmppOpening.Refused(answered.Answer.Status),
                    _ => new SmppOpening.Away("NO_BIND_ANSWER", "The SMSC did not answer the bind."),
                };
                if (failed is not null) break;
            }
        }
        catch (OperationCanceledException)
        {
            failed = new SmppOpening.Away("TIMEOUT", "The SMSC could not be reached in time.");
        }
        catch (SocketException failure)
        {
            failed = new SmppOpening.Away(failure.SocketErrorCode.ToString(), failure.SocketErrorCode == SocketError.AccessDenied
                ? "The SMSC's address is an inner one, and Outbound:PrivateHosts does not list it." : "The SMSC could not be reached.");
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException)
        {
            failed = new SmppOpening.Away("TLS", "The SMSC did not agree to TLS, or its certificate is not good.");
        }

        if (failed is not null)
        {
            session.Close();
            return failed;
        }

        session.Closed = session.WatchAsync();
        return new SmppOpening.Bound(session);
    }

    /// <summary>Sends one part. The transmitter is the first connection.</summary>
    public Task<SmppReply> SubmitAsync(ShortMessageBody part, CancellationToken ct) =>
        _connections[0].AskAsync(SmppCommand.SubmitSm, part.Write(), ct);

    /// <summary>Closes at once.</summary>
    public void Close() => _connections.ForEach(connection => connection.Close());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
    }

    private static async Task<Stream> ConnectAsync(SmppAccount account, OutboundReach reach, CancellationToken ct)
    {
        var socket = await OutboundAddresses.ConnectAsync(new DnsEndPoint(account.Host, account.Port), reach, ct);
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (!account.Tls) return plain;
        var secured = new SslStream(plain);
        try
        {
            await secured.AuthenticateAsClientAsync(Trusting(account), ct);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }

    /// <summary>A fingerprint stands in for the authorities: many operators sign their certificates themselves.</summary>
    private static SslClientAuthenticationOptions Trusting(SmppAccount account) => new()
    {
        TargetHost = account.Host,
        RemoteCertificateValidationCallback = (_, shown, _, errors) => account.TlsFingerprint.Length == 0
            ? errors == SslPolicyErrors.None
            : shown?.GetCertHashString(HashAlgorithmName.SHA256).Equals(account.TlsFingerprint, StringComparison.OrdinalIgnoreCase) == true,
    };

    private async Task WatchAsync()
    {
        await Task.WhenAny(_connections.Select(connection => connection.Closed));
        Close();
    }
}
