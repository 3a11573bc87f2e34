using System.Globalization;
using MailKit.Net.Smtp;

namespace Offtrail.Sinks;

/// <summary>Hands mails to a server. The connection stays for the alerts that follow.</summary>
internal sealed class SmtpSink(SmtpSettings settings, TimeProvider clock) : ISink
{
    private SmtpClient? _client;

    public Task<DeliveryAnswer> DeliverAsync(OutgoingAlert alert, CancellationToken cancellationToken) => DeliverAllAsync([alert], cancellationToken);

    public async Task<DeliveryAnswer> DeliverAllAsync(IReadOnlyList<OutgoingAlert> alerts, CancellationToken cancellationToken)
    {
        try
        {
            var client = await ConnectedAsync(cancellationToken).ConfigureAwait(false);
            await client.SendAsync(AlertMail.Write(alerts, settings, clock.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            return DeliveryAnswer.Delivered;
        }
        catch (SmtpCommandException e)
        {
            Drop();
            var words = string.Create(CultureInfo.InvariantCulture, $"the mail server said {(int)e.StatusCode}: {e.Message}");
            return (int)e.StatusCode >= 500 ? DeliveryAnswer.Refused(words) : DeliveryAnswer.TryAgain(words); // RFC 5321, 4.2.1: 5yz is for good
        }
        catch (NotSupportedException e) // it has no STARTTLS, or takes no password
        {
            Drop();
            return DeliveryAnswer.TryAgain(e.Message);
        }
        catch
        {
            Drop();
            throw;
        }
    }

    private async Task<SmtpClient> ConnectedAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true }) return _client;
        Drop();
        var client = _client = new SmtpClient();
        if (settings.Trust.Callback() is { } trust) (client.CheckCertificateRevocation, client.ServerCertificateValidationCallback) = (false, trust);
        await client.ConnectAsync(settings.Host, settings.Port, settings.Security, cancellationToken).ConfigureAwait(false);
        if (settings is { User: { } user, Password: { } password }) await client.AuthenticateAsync(user, password.Read(), cancellationToken).ConfigureAwait(false);
        return client;
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }

    public ValueTask DisposeAsync()
    {
        Drop();
        return ValueTask.CompletedTask;
    }
}
