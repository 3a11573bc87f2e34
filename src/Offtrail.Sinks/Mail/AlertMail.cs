using System.Globalization;
using MimeKit;
using MimeKit.Text;

namespace Offtrail.Sinks;

/// <summary>A mail of one alert or of several, in plain text. The subject is one line whatever the alerts say.</summary>
internal static class AlertMail
{
    private const int MostSubject = 150;
    private const int MostLine = 2000;

    public static MimeMessage Write(IReadOnlyList<OutgoingAlert> alerts, SmtpSettings settings, DateTimeOffset now)
    {
        var mail = new MimeMessage();
        mail.From.Add(settings.From);
        mail.To.AddRange(settings.To);
        mail.Subject = CleanText.Of($"[offtrail] {Title(alerts)}", MostSubject);
        mail.Date = now;
        mail.MessageId = $"{DeliveryKey.OfAll(alerts)}@{settings.From.Domain}";
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no answers by machines
        foreach (var alert in alerts) mail.Headers.Add("X-Offtrail-Key", alert.Key);
        mail.Body = new TextPart(TextFormat.Plain) { Text = string.Join("\r\n----------\r\n\r\n", alerts.Select(Body)) };
        return mail;
    }

    private static string Title(IReadOnlyList<OutgoingAlert> alerts) =>
        alerts is [var one] ? one.Title : string.Create(CultureInfo.InvariantCulture, $"{alerts.Count} alerts, highest {alerts.MaxBy(a => a.Score)!.Title}");

    private static string Body(OutgoingAlert alert)
    {
        (string Head, string Text)[] lines =
        [
            ("", alert.Reason), ("", alert.Explanation),
            ("Rule", $"{alert.RuleName} ({alert.RuleId})"), ("Severity", alert.Severity), ("Score", alert.Score.ToString("0", CultureInfo.InvariantCulture)),
            ("Account", alert.Account), ("Raised", alert.RaisedTime), ("Alert", alert.Id), ("More", $"offtrail alerts show {alert.Id[..Math.Min(8, alert.Id.Length)]}"),
        ];
        return string.Concat(lines.Where(l => l.Text.Length > 0).Select(l => l.Head.Length == 0 ? $"{CleanText.Of(l.Text, MostLine)}\r\n\r\n" : $"{l.Head,-10}{CleanText.Of(l.Text, MostLine)}\r\n"));
    }
}
