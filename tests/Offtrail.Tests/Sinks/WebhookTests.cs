using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Offtrail.Anomalies;
using Offtrail.Sinks;

namespace Offtrail.Tests.Sinks;

public sealed class WebhookTests
{
    [Fact]
    public async Task Gets_the_document_with_key_time_and_a_signature_that_the_receiver_can_check()
    {
        await using var receiver = await WebReceiver.StartAsync(200);
        var alert = SinkTrial.Alert(reason: "ümlaut");
        (await SinkTrial.SendAsync($"{{type: webhook, url: '{receiver.Url}', hmac_key: the key, headers: {{Authorization: Bearer abc, X-Team: soc}}}}", alert)).ShouldBe(DeliveryAnswer.Delivered);
        var (path, headers, body) = receiver.Requests.ShouldHaveSingleItem();
        path.ShouldBe("/in?token=s3cr3tt0ken");
        body.ShouldBe(alert.Document);
        headers["Content-Type"].ShouldStartWith("application/json");
        headers["Idempotency-Key"].ShouldBe(alert.Key);
        headers["Authorization"].ShouldBe("Bearer abc");
        headers["X-Team"].ShouldBe("soc");
        headers["User-Agent"].ShouldStartWith("offtrail/");
        var time = headers["X-Offtrail-Timestamp"];
        Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(time, CultureInfo.InvariantCulture)).ShouldBeLessThan(60);
        headers["X-Offtrail-Signature"].ShouldBe("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("the key"), Encoding.UTF8.GetBytes($"{time}.{body}"))));
    }

    [Theory]
    [InlineData(408, null)]
    [InlineData(425, null)]
    [InlineData(429, 37)]
    [InlineData(500, null)]
    [InlineData(502, null)]
    [InlineData(503, 120)]
    public async Task Is_tried_again_after_an_answer_that_may_change(int status, int? seconds)
    {
        await using var receiver = await WebReceiver.StartAsync(status, "later", seconds?.ToString(CultureInfo.InvariantCulture));
        var answer = await SinkTrial.SendAsync($"{{type: webhook, url: '{receiver.Url}'}}");
        (answer.Outcome, answer.After).ShouldBe((DeliveryOutcome.TryAgain, seconds is { } s ? TimeSpan.FromSeconds(s) : null));
        answer.Words.ShouldStartWith($"the answer was {status}");
        answer.Words.ShouldEndWith(": later");
    }

    [Fact]
    public async Task Waits_until_a_time_that_the_answer_names()
    {
        await using var receiver = await WebReceiver.StartAsync(429, retryAfter: DateTimeOffset.UtcNow.AddMinutes(10).ToString("R", CultureInfo.InvariantCulture));
        (await SinkTrial.SendAsync($"{{type: webhook, url: '{receiver.Url}'}}")).After!.Value.ShouldBeInRange(TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(422)]
    public async Task Is_refused_by_other_answers_and_says_what_was_said_cleaned_and_bounded(int status)
    {
        await using var receiver = await WebReceiver.StartAsync(status, "no \u001b[31msuch\r\nchannel " + new string('x', 5000));
        var answer = await SinkTrial.SendAsync($"{{type: webhook, url: '{receiver.Url}'}}");
        answer.Outcome.ShouldBe(DeliveryOutcome.Refused);
        answer.Words.ShouldStartWith($"the answer was {status}");
        answer.Words.ShouldContain(": no \uFFFD[31msuch  channel xxx");
        answer.Words.Length.ShouldBeLessThan(260);
        answer.Words.Any(char.IsControl).ShouldBeFalse();
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await WebReceiver.StartAsync(200);
        await using var receiver = await WebReceiver.StartAsync(context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (308, other.Url);
            return Task.CompletedTask;
        });
        var answer = await SinkTrial.SendAsync($"{{type: webhook, url: '{receiver.Url}'}}");
        answer.ShouldBe(DeliveryAnswer.Refused("the answer was 308, a redirect, which is not followed; name the new address in sinks.yaml"));
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public Task A_receiver_that_hangs_is_left_when_the_time_is_over() => Within.Seconds(30, async () =>
    {
        await using var receiver = await WebReceiver.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        (await SinkTrial.SendAsync($"{{type: webhook, url: '{receiver.Url}'}}", timeout: TimeSpan.FromSeconds(1))).ShouldBe(DeliveryAnswer.TryAgain("no answer within 1s"));
    });

    [Fact]
    public async Task A_connection_that_is_cut_before_the_answer_is_tried_again()
    {
        await using var receiver = await WebReceiver.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        (await SinkTrial.SendAsync($"{{type: webhook, url: '{receiver.Url}'}}")).Outcome.ShouldBe(DeliveryOutcome.TryAgain);
    }

    [Theory]
    [InlineData(200, DeliveryOutcome.Delivered)]
    [InlineData(400, DeliveryOutcome.Refused)]
    [InlineData(500, DeliveryOutcome.TryAgain)]
    public async Task Of_an_answer_that_is_cut_in_its_middle_the_status_counts(int status, DeliveryOutcome outcome)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var half = HalfAnAnswerAsync();
        (await SinkTrial.SendAsync($"{{type: webhook, url: 'http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/'}}")).Outcome.ShouldBe(outcome);
        await half;

        async Task HalfAnAnswerAsync()
        {
            using var client = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
            var (buffer, request) = (new byte[65536], "");
            while (!request.EndsWith(SinkTrial.Alert().Document, StringComparison.Ordinal)) request += Encoding.UTF8.GetString(buffer, 0, await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken));
            await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Some\r\nContent-Length: 1000\r\n\r\nhalf"), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Nobody_at_the_address_is_tried_again()
    {
        string url;
        await using (var receiver = await WebReceiver.StartAsync(200)) url = receiver.Url;
        var answer = await SinkTrial.SendAsync($"{{type: webhook, url: '{url}'}}");
        (answer.Outcome, answer.Words).ShouldBe((DeliveryOutcome.TryAgain, "Connection refused"));
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_gets_nothing_and_one_of_a_named_authority_does()
    {
        using var folder = new TempFolder();
        using var authority = new TestAuthority();
        using var foreign = new TestAuthority("elsewhere.example");
        var pem = folder.Write("ca.pem", authority.Pem);
        await using var receiver = await WebReceiver.StartAsync(_ => Task.CompletedTask, authority.Server);
        receiver.Url.ShouldStartWith("https://");
        var untrusted = await SinkTrial.SendAsync($"{{type: webhook, url: '{receiver.Url}'}}");
        untrusted.Outcome.ShouldBe(DeliveryOutcome.TryAgain);
        untrusted.Words.ShouldContain("certificate");
        receiver.Requests.ShouldBeEmpty();
        (await SinkTrial.SendAsync($"{{type: webhook, url: '{receiver.Url}', ca: '{pem}'}}")).ShouldBe(DeliveryAnswer.Delivered);
        await using var misnamed = await WebReceiver.StartAsync(_ => Task.CompletedTask, foreign.Server);
        (await SinkTrial.SendAsync($"{{type: webhook, url: '{misnamed.Url}', ca: '{folder.Write("foreign.pem", foreign.Pem)}'}}")).Outcome.ShouldBe(DeliveryOutcome.TryAgain, "another name");
        misnamed.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_receiver_says_back_shows_no_secret()
    {
        await using var receiver = await WebReceiver.StartAsync(async context =>
        {
            context.Response.StatusCode = 400;
            var said = $"{context.Request.Headers.Authorization} {context.Request.Path}{context.Request.QueryString} t0ps3cret";
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, said, context.RequestAborted);
        });
        var answer = await SinkTrial.SendAsync($"{{type: webhook, url: '{receiver.Url}', hmac_key: t0ps3cret, headers: {{Authorization: Bearer letmein}}}}");
        answer.Words.ShouldBe("the answer was 400 Bad Request: (secret) (secret) (secret)");
    }

    [Theory]
    [InlineData("{type: webhook, url: not an address}", "url is no address")]
    [InlineData("{type: webhook, url: 'ftp://t0ps3cret/x'}", "url is no address")]
    [InlineData("{type: webhook, url: 'https://t0ps3cret:t0ps3cret@host/'}", "url is no address")]
    [InlineData("{type: webhook}", "the key \"url\" is missing")]
    [InlineData("{type: webhook, url: {env: A, file: t0ps3cret}}", "url must come from one place")]
    [InlineData("{type: webhook, url: 'https://h/', hmac_key: ''}", "hmac_key is empty")]
    [InlineData("{type: webhook, url: 'https://h/', headers: {Idempotency-Key: t0ps3cret}}", "the header Idempotency-Key is set by Offtrail")]
    [InlineData("{type: webhook, url: 'https://h/', headers: {'X Y': t0ps3cret}}", "\"X Y\" is no name of a header")]
    [InlineData("{type: webhook, url: 'https://h/', headers: {X-Y: \"t0ps3cret\\r\\nX-Z: 1\"}}", "the value of X-Y has characters that a header can't have")]
    public void What_is_wrong_is_told_with_its_place_and_without_the_secret(string yaml, string message)
    {
        var wrong = Should.Throw<DefinitionException>(() => SinkTrial.Settings(yaml)).Message;
        wrong.ShouldStartWith("sinks.yaml:1:");
        wrong.ShouldContain(message);
        wrong.ShouldNotContain("t0ps3cret");
    }

    [Fact]
    public async Task A_secret_from_elsewhere_is_read_when_it_is_needed()
    {
        using var folder = new TempFolder();
        await using var receiver = await WebReceiver.StartAsync(200);
        var settings = SinkTrial.Settings("{type: webhook, url: {file: hook.url}}", folder.Path);
        (settings.Target, settings.ToString().Contains("hook.url", StringComparison.Ordinal)).ShouldBe(("an address that is not known yet", false));
        (await SinkTrial.SendAsync(settings, SinkTrial.Alert())).ShouldBe(DeliveryAnswer.TryAgain($"the file {folder.Of("hook.url")} is not there"));
        folder.Write("hook.url", receiver.Url + "\n");
        (await SinkTrial.SendAsync(settings, SinkTrial.Alert())).ShouldBe(DeliveryAnswer.Delivered);
        settings.ToString().ShouldNotContain("s3cr3tt0ken");
        settings.Target.ShouldBe(receiver.Url.Replace("/in?token=s3cr3tt0ken", "/…", StringComparison.Ordinal));
    }
}
