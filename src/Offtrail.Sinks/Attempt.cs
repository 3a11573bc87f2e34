using System.Net.Sockets;
using System.Security.Authentication;
using MailKit;
using Offtrail.Anomalies;

namespace Offtrail.Sinks;

/// <summary>One attempt to deliver an alert or a digest: within its time, with an answer whatever breaks, and without secrets in the answer's words.</summary>
public static class Attempt
{
    private const int MostWords = 400;

    /// <summary>Tries.</summary>
    /// <param name="settings">The sink's settings.</param>
    /// <param name="sink">The sink.</param>
    /// <param name="alerts">The alert, or those of a digest.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="clock">Counts the time.</param>
    /// <param name="cancellationToken">Ends the attempt; whether the alert got there is then unknown.</param>
    public static async Task<DeliveryAnswer> RunAsync(SinkSettings settings, ISink sink, IReadOnlyList<OutgoingAlert> alerts, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var answer = await Task.Run(() => sink.DeliverAllAsync(alerts, either.Token), CancellationToken.None).WaitAsync(either.Token).ConfigureAwait(false); // also of a sink that blocks
            return answer with { Words = Clean(answer.Words) };
        }
        catch (Exception e)
        {
            if (cancellationToken.IsCancellationRequested) throw new OperationCanceledException("the attempt was ended", e, cancellationToken);
            return DeliveryAnswer.TryAgain(late.IsCancellationRequested ? $"no answer within {Durations.Text(timeout)}" : Clean(Words(e)));
        }

        string Clean(string words) => CleanText.Of(settings.Secrets.Aggregate(words, (text, secret) => secret.HiddenIn(text)), MostWords);
    }

    /// <summary>The outer message often says only that something went wrong; the innermost says what. A fault of ours is told as one, and blocks neither this sink nor the others.</summary>
    private static string Words(Exception e) => e switch
    {
        MailKit.Security.SslHandshakeException => "the certificate of the mail server can't be trusted, or it speaks no TLS here",
        ServiceNotAuthenticatedException => "the mail server wants a user and a password",
        HttpRequestException or AuthenticationException or IOException when e.InnerException is { } inner => Words(inner),
        IOException or UnauthorizedAccessException or SocketException or HttpRequestException or AuthenticationException or SecretException
            or ProtocolException or CommandException or MailKit.Security.AuthenticationException => e.Message,
        _ => $"unexpected: {e.Message} ({e.GetType().Name}). This is a fault of Offtrail; please report it.",
    };
}
