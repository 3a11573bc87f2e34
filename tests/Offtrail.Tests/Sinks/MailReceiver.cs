using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Offtrail.Tests.Sinks;

/// <summary>A real mail server on a free port of the loopback, which keeps what it gets.</summary>
internal sealed class MailReceiver : IDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private MailReceiver(int port) => Port = port;

    public int Port { get; }

    public ConcurrentQueue<(MimeMessage Mail, string Raw)> Mails { get; } = new();

    /// <summary>Who signed in.</summary>
    public ConcurrentQueue<string> Users { get; } = new();

    /// <summary>What mails are answered with; null to take them.</summary>
    public SmtpResponse? Answer { get; set; }

    /// <param name="certificate">For TLS; null for none.</param>
    /// <param name="implicitTls">Whether TLS begins with the connection.</param>
    public static MailReceiver Start(X509Certificate2? certificate = null, bool implicitTls = false)
    {
        var receiver = new MailReceiver(FreePort());
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e =>
        {
            e.Endpoint(new IPEndPoint(IPAddress.Loopback, receiver.Port)).IsSecure(implicitTls).AllowUnsecureAuthentication(false);
            if (certificate is not null) e.Certificate(certificate);
        }).Build();
        var services = new ServiceProvider();
        services.Add(new Store(receiver));
        services.Add((IUserAuthenticator)new DelegatingUserAuthenticator((user, password) =>
        {
            if (password == "pa55word") receiver.Users.Enqueue(user);
            return password == "pa55word";
        }));
        _ = new SmtpServer.SmtpServer(options, services).StartAsync(receiver._end.Token);
        return receiver;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private sealed class Store(MailReceiver receiver) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (receiver.Answer is { } answer) return answer;
            var raw = buffer.ToArray();
            receiver.Mails.Enqueue((await MimeMessage.LoadAsync(new MemoryStream(raw), cancellationToken), System.Text.Encoding.UTF8.GetString(raw)));
            return SmtpResponse.Ok;
        }
    }
}
