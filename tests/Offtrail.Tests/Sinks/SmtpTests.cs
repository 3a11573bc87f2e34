using System.Globalization;
using CsCheck;
using MimeKit;
using Offtrail.Anomalies;
using Offtrail.Sinks;
using SmtpServer.Protocol;

namespace Offtrail.Tests.Sinks;

public sealed class SmtpTests
{
    private static readonly string[] s_pieces = ["\r\nBcc: evil@example.com", "\n\n", "\r", ":", "=?utf-8?q?=0aBcc:_x?=", "ü", "\u2028", " ", "a"];

    private static readonly Gen<string> s_text = Gen.OneOf(Gen.String, Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).Array[0, 40].Select(p => string.Concat(p)));

    [Fact]
    public async Task A_mail_says_what_was_found()
    {
        using var server = MailReceiver.Start();
        (await SinkTrial.SendAsync(Yaml(server.Port, "none", "to: [Security <soc@example.com>, b@example.com]"), SinkTrial.Alert(reason: "Ümlaut\r\nBcc: x"))).ShouldBe(DeliveryAnswer.Delivered);
        var (mail, raw) = server.Mails.ShouldHaveSingleItem();
        mail.Subject.ShouldBe("[offtrail] high 87: Rare AWS Error Code");
        mail.From.ToString().ShouldBe("offtrail@example.com");
        mail.To.Mailboxes.Select(m => m.Address).ShouldBe(["soc@example.com", "b@example.com"]);
        mail.MessageId.ShouldBe($"{SinkTrial.Alert().Key}@example.com");
        mail.Headers["X-Offtrail-Key"].ShouldBe(SinkTrial.Alert().Key);
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.Bcc.ShouldBeEmpty();
        mail.Body.ShouldBeOfType<TextPart>().ContentType.MimeType.ShouldBe("text/plain");
        mail.TextBody.ShouldStartWith("Ümlaut  Bcc: x");
        mail.TextBody.ShouldContain("How it came about.");
        mail.TextBody.ShouldContain("offtrail alerts show 01234567");
        raw.Contains("\nBcc:", StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task A_digest_is_one_mail_with_the_key_of_each_alert()
    {
        using var server = MailReceiver.Start();
        var settings = SinkTrial.Settings(Yaml(server.Port, "none", "to: soc@example.com, digest: 1h"));
        settings.Digest.ShouldBe(TimeSpan.FromHours(1));
        OutgoingAlert[] alerts = [SinkTrial.Alert("aaaa", "One") with { Score = 60 }, SinkTrial.Alert("bbbb", "Two\r\nBcc: x")];
        await using var sink = settings.Open(new SinkTools(TimeProvider.System, TextWriter.Null));
        (await Attempt.RunAsync(settings, sink, alerts, TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken)).ShouldBe(DeliveryAnswer.Delivered);
        var mail = server.Mails.ShouldHaveSingleItem().Mail;
        mail.Subject.ShouldBe("[offtrail] 2 alerts, highest high 87: Rare AWS Error Code");
        mail.MessageId.ShouldBe($"{DeliveryKey.OfAll(alerts)}@example.com");
        mail.Headers.Where(h => h.Field == "X-Offtrail-Key").Select(h => h.Value).ShouldBe(alerts.Select(a => a.Key));
        mail.TextBody.ShouldStartWith("One");
        mail.TextBody.ReplaceLineEndings("\n").ShouldContain("\n----------\n\nTwo  Bcc: x");
        Should.Throw<DefinitionException>(() => SinkTrial.Settings(Yaml(25, "none", "to: soc@example.com, digest: 5s"))).Message.ShouldContain("digest is \"5s\"; right would be a time from 1m to 1d");
    }

    [Theory]
    [InlineData("starttls", false)]
    [InlineData("tls", true)]
    public async Task Over_tls_with_a_password(string security, bool fromTheBeginning)
    {
        using var folder = new TempFolder();
        using var authority = new TestAuthority();
        using var server = MailReceiver.Start(authority.Server, fromTheBeginning);
        var pem = folder.Write("ca.pem", authority.Pem);
        (await SinkTrial.SendAsync(Yaml(server.Port, security, $"to: soc@example.com, user: ana, password: pa55word, ca: '{pem}'"))).ShouldBe(DeliveryAnswer.Delivered);
        server.Mails.Count.ShouldBe(1);
        server.Users.ShouldBe(["ana"]);
        var wrong = await SinkTrial.SendAsync(Yaml(server.Port, security, $"to: soc@example.com, user: ana, password: wr0ngword, ca: '{pem}'"));
        wrong.Outcome.ShouldBe(DeliveryOutcome.TryAgain, "a password can be put right");
        wrong.Words.ShouldNotContain("wr0ngword");
        var untrusted = await SinkTrial.SendAsync(Yaml(server.Port, security, "to: soc@example.com, user: ana, password: pa55word"));
        (untrusted.Outcome, untrusted.Words).ShouldBe((DeliveryOutcome.TryAgain, "the certificate of the mail server can't be trusted, or it speaks no TLS here"));
        server.Users.Count.ShouldBe(1, "nobody untrusted saw the password");
    }

    [Fact]
    public async Task A_server_without_tls_gets_nothing_when_tls_is_asked_for()
    {
        using var server = MailReceiver.Start();
        (await SinkTrial.SendAsync(Yaml(server.Port, "starttls", "to: soc@example.com"))).Outcome.ShouldBe(DeliveryOutcome.TryAgain);
        server.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(450, DeliveryOutcome.TryAgain)]
    [InlineData(452, DeliveryOutcome.TryAgain)]
    [InlineData(550, DeliveryOutcome.Refused)]
    [InlineData(554, DeliveryOutcome.Refused)]
    public async Task What_the_server_says_tells_whether_it_is_for_good(int code, DeliveryOutcome outcome)
    {
        using var server = MailReceiver.Start();
        server.Answer = new SmtpResponse((SmtpReplyCode)code, "not today");
        var answer = await SinkTrial.SendAsync(Yaml(server.Port, "none", "to: soc@example.com"));
        answer.ShouldBe(new DeliveryAnswer(outcome, $"the mail server said {code}: not today"));
    }

    [Fact]
    public Task Whatever_a_record_says_adds_no_header() => Within.Seconds(60, () => Gen.Select(s_text, s_text).Sample((name, reason) =>
    {
        var settings = (SmtpSettings)SinkTrial.Settings(Yaml(25, "none", "to: soc@example.com"));
        var bytes = new MemoryStream();
        AlertMail.Write([SinkTrial.Alert(ruleName: name, reason: reason)], settings, DateTimeOffset.UnixEpoch).WriteTo(bytes, TestContext.Current.CancellationToken);
        bytes.Position = 0;
        var mail = MimeMessage.Load(bytes, TestContext.Current.CancellationToken);
        mail.Headers.Select(h => h.Field).Order(StringComparer.Ordinal).ShouldBe(["Auto-Submitted", "Date", "From", "Message-Id", "MIME-Version", "Subject", "To", "X-Offtrail-Key"], ignoreOrder: true);
        mail.Subject!.Any(char.IsControl).ShouldBeFalse();
        mail.Body.ShouldBeOfType<TextPart>();
    }, iter: 2000));

    [Theory]
    [InlineData("host: h, from: a@b, to: []", "to is empty")]
    [InlineData("host: h, from: nobody, to: a@b", "\"nobody\" is no mail address")]
    [InlineData("host: h, from: a@b, to: \"a@b\\nBcc: c@d\"", "is no mail address")]
    [InlineData("host: h, from: a@b, to: a@b, user: ana", "user and password go together")]
    [InlineData("host: h, from: a@b, to: a@b, user: ana, password: t0ps3cret, security: none", "without TLS anybody could read the password")]
    [InlineData("host: h, from: a@b", "the key \"to\" is missing")]
    public void What_is_wrong_is_told(string yaml, string message)
    {
        var wrong = Should.Throw<DefinitionException>(() => SinkTrial.Settings($"{{type: smtp, {yaml}}}")).Message;
        wrong.ShouldContain(message);
        wrong.ShouldNotContain("t0ps3cret");
    }

    private static string Yaml(int port, string security, string more) => string.Create(CultureInfo.InvariantCulture, $"{{type: smtp, host: localhost, port: {port}, security: {security}, from: offtrail@example.com, {more}}}");
}
