using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Offtrail.Tests.Sinks;

/// <summary>A real listener for syslog on a free port of the loopback; one connection or datagram.</summary>
internal sealed class SyslogReceiver : IDisposable
{
    private readonly Socket _socket;

    private SyslogReceiver(Socket socket) => _socket = socket;

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public static SyslogReceiver Udp() => new(Bound(SocketType.Dgram, ProtocolType.Udp));

    public static SyslogReceiver Tcp()
    {
        var socket = Bound(SocketType.Stream, ProtocolType.Tcp);
        socket.Listen();
        return new SyslogReceiver(socket);
    }

    /// <summary>The datagram.</summary>
    public async Task<string> DatagramAsync()
    {
        var buffer = new byte[65536];
        return Encoding.UTF8.GetString(buffer, 0, await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken));
    }

    /// <summary>All that comes over one connection, until the other side ends it.</summary>
    public async Task<byte[]> ConnectionAsync(X509Certificate2? certificate = null)
    {
        using var client = await _socket.AcceptAsync(TestContext.Current.CancellationToken);
        Stream stream = new NetworkStream(client);
        await using var closing = stream;
        if (certificate is not null)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            stream = tls;
        }

        var all = new MemoryStream();
        await stream.CopyToAsync(all, TestContext.Current.CancellationToken);
        return all.ToArray();
    }

    /// <summary>Takes a connection and resets it.</summary>
    public async Task ResetAsync()
    {
        using var client = await _socket.AcceptAsync(TestContext.Current.CancellationToken);
        client.LingerState = new LingerOption(true, 0);
    }

    private static Socket Bound(SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    public void Dispose() => _socket.Dispose();
}
