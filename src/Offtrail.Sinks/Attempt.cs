using System.Net.Sockets;
using System.Security.Authentication;
using MailKit;

namespace Offtrail.Sinks;

/// <summary>One attempt to deliver one alert: within its time, with an answer whatever breaks, and without secrets in the answer's words.</summary>
public static class Attempt
{
    private const int MostWords = 400;

    /// <summary>Tries.</summary>
    /// <param name="settings">The sink's settings.</param>
    /// <param name="sink">The sink.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="clock">Counts the time.</param>
    /// <param name="cancellationToken">Ends the attempt; whether the alert got there is then unknown.</param>
    public static async Task<DeliveryAnswer> RunAsync(SinkSettings settings, ISink sink, OutgoingAlert alert, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var answer = await Task.Run(() => sink.DeliverAsync(alert, either.Token), either.Token).WaitAsync(either.Token).ConfigureAwait(false); // also of a sink that blocks
            return answer with { Words = Clean(answer.Words) };
        }
        catch (Exception e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested && (e is OperationCanceledException || IsTrouble(e)))
        {
            return DeliveryAnswer.TryAgain($"no answer within {Anomalies.Durations.Text(timeout)}");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsTrouble(e))
        {
            return DeliveryAnswer.TryAgain(Clean(Words(e)));
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw new OperationCanceledException("the attempt was ended", e, cancellationToken);
        }

        string Clean(string words) => CleanText.Of(settings.Secrets.Aggregate(words, (text, secret) => secret.HiddenIn(text)), MostWords);
    }

    /// <summary>What the world does to a program. Anything else is a fault of ours and is not hidden.</summary>
    private static bool IsTrouble(Exception e) =>
        e is IOException or UnauthorizedAccessException or SocketException or HttpRequestException or AuthenticationException or SecretException
            or ProtocolException or CommandException or MailKit.Security.AuthenticationException or MailKit.Security.SslHandshakeException or OperationCanceledException;

    /// <summary>The outer message often says only that something went wrong; the innermost says what.</summary>
    private static string Words(Exception e) => e is MailKit.Security.SslHandshakeException
        ? "the certificate of the mail server can't be trusted, or it speaks no TLS here"
        : e is HttpRequestException or AuthenticationException or IOException && e.InnerException is { } inner ? Words(inner) : e.Message;
}
