using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Offtrail.Sinks;

/// <summary>
/// Sends each alert over a connection of its own and waits until the receiver closes it. TCP alone tells nobody whether what was written
/// was read; a receiver that closes in good order behind our end has read it all.
/// </summary>
internal sealed class SyslogSink(SyslogSettings settings, TimeProvider clock) : ISink
{
    /// <summary>How long a receiver has to close. One that does not is taken to have read.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait for the word that nobody is at a port of UDP.</summary>
    private static readonly TimeSpan s_refusal = TimeSpan.FromMilliseconds(50);

    public async Task<DeliveryAnswer> DeliverAsync(OutgoingAlert alert, CancellationToken cancellationToken)
    {
        var message = SyslogMessage.Write(alert, settings, clock.GetUtcNow(), Environment.MachineName, Environment.ProcessId);
        if (settings.Protocol == SyslogProtocol.Udp)
        {
            using var udp = new UdpClient();
            await udp.Client.ConnectAsync(settings.Host, settings.Port, cancellationToken).ConfigureAwait(false);
            await udp.SendAsync(message, cancellationToken).ConfigureAwait(false);
            await ListenAsync(udp, cancellationToken).ConfigureAwait(false);
            return DeliveryAnswer.Delivered;
        }

        using var tcp = new TcpClient();
        await tcp.ConnectAsync(settings.Host, settings.Port, cancellationToken).ConfigureAwait(false);
        byte[] frame = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Length} ")), .. message];
        if (settings.Protocol == SyslogProtocol.Tcp) await WriteAsync(tcp, tcp.GetStream(), frame, cancellationToken).ConfigureAwait(false);
        else
        {
            var tls = new SslStream(tcp.GetStream());
            await using var closing = tls.ConfigureAwait(false);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = settings.Host, CertificateChainPolicy = settings.Trust.Policy() }, cancellationToken).ConfigureAwait(false);
            await WriteAsync(tcp, tls, frame, cancellationToken).ConfigureAwait(false);
        }

        return DeliveryAnswer.Delivered;
    }

    /// <summary>That nobody is at the port is said at once, when anything is said at all.</summary>
    private async Task ListenAsync(UdpClient udp, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(s_refusal, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await udp.ReceiveAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // nothing was said
        }
    }

    private async Task WriteAsync(TcpClient tcp, Stream stream, byte[] frame, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (stream is SslStream tls) await tls.ShutdownAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        tcp.Client.Shutdown(SocketShutdown.Send);
        using var enough = new CancellationTokenSource(s_patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        var answer = new byte[512];
        try
        {
            while (await stream.ReadAsync(answer, either.Token).ConfigureAwait(false) > 0)
            {
                // nothing that a receiver may say means anything
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // it keeps the connection open
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
