using System.Globalization;
using System.Text;
using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Sinks;

namespace Offtrail.Tests.Sinks;

public sealed class SyslogTests
{
    private static readonly string[] s_pieces = ["\"", "\\", "]", "[", "\n<14>1 - - - - - - forged", "\r", "\0", "\u2028", "=", "ü", "😀", " "];

    private static readonly Gen<string> s_text = Gen.OneOf(Gen.String, Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).Array[0, 60].Select(p => string.Concat(p)));

    [Fact]
    public async Task Over_udp_a_message_is_a_datagram()
    {
        using var receiver = SyslogReceiver.Udp();
        (await SinkTrial.SendAsync(Yaml("udp", receiver.Port) + ", facility: authpriv}")).ShouldBe(DeliveryAnswer.Delivered);
        var message = SyslogTwin.Read(await receiver.DatagramAsync());
        message.Priority.ShouldBe((10 * 8) + 3, "authpriv, error");
        DateTimeOffset.Parse(message.Time, CultureInfo.InvariantCulture).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        (message.App, message.MessageId, message.DataId).ShouldBe(("offtrail", "ALERT", "offtrail@32473"));
        message.Data["key"].ShouldBe(SinkTrial.Alert().Key);
        message.Data.Keys.ShouldBe(["key", "alert", "rule", "severity", "score", "account", "raised"]);
        message.Message.ShouldBe("high 87: Rare AWS Error Code. Error code Odd: first time");
    }

    [Fact]
    public async Task A_port_of_udp_at_which_nobody_is_is_told_when_the_system_says_so()
    {
        int port;
        using (var receiver = SyslogReceiver.Udp()) port = receiver.Port;
        (await SinkTrial.SendAsync(Yaml("udp", port) + "}")).Outcome.ShouldBe(DeliveryOutcome.TryAgain);
    }

    [Fact]
    public async Task Over_tcp_a_message_stands_behind_its_length()
    {
        using var receiver = SyslogReceiver.Tcp();
        var got = receiver.ConnectionAsync();
        (await SinkTrial.SendAsync(Yaml("tcp", receiver.Port) + ", content: document}", SinkTrial.Alert(account: "ü"))).ShouldBe(DeliveryAnswer.Delivered);
        SyslogTwin.Read(Unframed(await got)).Message.ShouldBe(SinkTrial.Alert().Document);
    }

    [Fact]
    public async Task Over_tls_only_a_trusted_receiver_gets_it()
    {
        using var folder = new TempFolder();
        using var authority = new TestAuthority();
        using var receiver = SyslogReceiver.Tcp();
        var refused = receiver.ConnectionAsync(authority.Server);
        (await SinkTrial.SendAsync($"{{type: syslog, host: localhost, port: {receiver.Port}, protocol: tls}}")).Outcome.ShouldBe(DeliveryOutcome.TryAgain);
        (await refused.ContinueWith(t => t.IsCompletedSuccessfully ? t.Result.Length : 0, TaskScheduler.Default)).ShouldBe(0);
        var got = receiver.ConnectionAsync(authority.Server);
        (await SinkTrial.SendAsync($"{{type: syslog, host: localhost, port: {receiver.Port}, protocol: tls, ca: '{folder.Write("ca.pem", authority.Pem)}'}}")).ShouldBe(DeliveryAnswer.Delivered);
        SyslogTwin.Read(Unframed(await got)).Data["alert"].ShouldBe(SinkTrial.Alert().Id);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_tried_again()
    {
        using var receiver = SyslogReceiver.Tcp();
        var reset = receiver.ResetAsync();
        (await SinkTrial.SendAsync(Yaml("tcp", receiver.Port) + "}")).Outcome.ShouldBe(DeliveryOutcome.TryAgain);
        await reset;
    }

    [Fact]
    public Task Whatever_a_record_says_forges_no_line_and_no_parameter() => Within.Seconds(60, () => Gen.Select(s_text, s_text, Gen.Bool).Sample((account, reason, udp) =>
    {
        var settings = (SyslogSettings)SinkTrial.Settings(Yaml(udp ? "udp" : "tcp", 514) + "}");
        var alert = SinkTrial.Alert(account: account, reason: reason);
        var bytes = SyslogMessage.Write(alert, settings, DateTimeOffset.UnixEpoch, "host with blanks\n", 7);
        bytes.ShouldAllBe(b => b >= 0x20 && b != 0x7F);
        var message = SyslogTwin.Read(Encoding.UTF8.GetString(bytes));
        (message.Priority, message.Host).ShouldBe((131, "hostwithblanks"));
        message.Data.Count.ShouldBe(7);
        message.Data["account"].ShouldBe(CleanText.Of(account, 500));
        if (udp) bytes.Length.ShouldBeLessThanOrEqualTo(2048);
        else message.Message.ShouldBe(CleanText.Of($"{alert.Title}. {reason}", 1000));
    }, iter: 5000));

    [Theory]
    [InlineData("{type: syslog, host: h, protocol: udp, content: document}", "right would be protocol: tcp or tls")]
    [InlineData("{type: syslog, host: h, facility: local9}", "facility is \"local9\"; right would be kern, user")]
    [InlineData("{type: syslog, host: h, port: 70000}", "right would be a whole number from 1 to 65535")]
    [InlineData("{type: syslog, host: h, ca: x.pem}", "right would be protocol: tls")]
    [InlineData("{type: syslog}", "the key \"host\" is missing")]
    public void What_is_wrong_is_told(string yaml, string message) => Should.Throw<DefinitionException>(() => SinkTrial.Settings(yaml)).Message.ShouldContain(message);

    private static string Yaml(string protocol, int port) => string.Create(CultureInfo.InvariantCulture, $"{{type: syslog, host: 127.0.0.1, port: {port}, protocol: {protocol}");

    /// <summary>The one message of a connection, whose length is right (RFC 6587, 3.4.1).</summary>
    private static string Unframed(byte[] bytes)
    {
        var blank = Array.IndexOf(bytes, (byte)' ');
        int.Parse(Encoding.ASCII.GetString(bytes, 0, blank), CultureInfo.InvariantCulture).ShouldBe(bytes.Length - blank - 1);
        return Encoding.UTF8.GetString(bytes, blank + 1, bytes.Length - blank - 1);
    }
}
