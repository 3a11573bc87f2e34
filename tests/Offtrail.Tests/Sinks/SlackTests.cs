using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Offtrail.Sinks;

namespace Offtrail.Tests.Sinks;

public sealed partial class SlackTests
{
    private static readonly string[] s_pieces = ["<!channel>", "@here", "a@b", "&lt;", "<@U1>", "*b*", "\n", "\u2028", "@everyone ", "&", "<https://x|y>", "😀", "e@everyone@here"];

    private static readonly Gen<string> s_text = Gen.OneOf(Gen.String, Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).Array[0, 400].Select(p => string.Concat(p)));

    [Fact]
    public async Task Gets_a_message_of_plain_text()
    {
        await using var receiver = await WebReceiver.StartAsync(200, "ok");
        (await SinkTrial.SendAsync($"{{type: slack, url: '{receiver.Url}'}}", SinkTrial.Alert(reason: "<!channel> *hi* @here & so on"))).ShouldBe(DeliveryAnswer.Delivered);
        var message = JsonElement.Parse(receiver.Requests.ShouldHaveSingleItem().Body);
        message.GetProperty("text").GetString().ShouldBe("high 87: Rare AWS Error Code. &lt;!channel&gt; *hi* @\u200Bhere &amp; so on");
        message.GetProperty("link_names").GetBoolean().ShouldBeFalse();
        message.GetProperty("blocks").EnumerateArray().Select(b => b.GetProperty("type").GetString()).ShouldBe(["header", "section", "context"]);
        Texts(message).Select(t => t.GetProperty("type").GetString()).Distinct().ShouldBe(["plain_text"]);
    }

    [Fact]
    public async Task A_message_that_slack_refuses_is_refused()
    {
        await using var receiver = await WebReceiver.StartAsync(404, "no_service");
        (await SinkTrial.SendAsync($"{{type: slack, url: '{receiver.Url}'}}")).ShouldBe(DeliveryAnswer.Refused("the answer was 404 Not Found: no_service"));
    }

    [Fact]
    public Task Whatever_a_record_says_is_no_markup_and_no_mention() => Within.Seconds(60, () => Gen.Select(s_text, s_text).Sample((reason, name) =>
    {
        var message = JsonElement.Parse(SlackMessage.Write(SinkTrial.Alert(reason: reason, ruleName: name)));
        foreach (var (text, most) in Texts(message).Select(t => (t.GetProperty("text").GetString()!, 3000)).Append((message.GetProperty("text").GetString()!, 1500)).Append((message.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString()!, 150)))
        {
            text.Length.ShouldBeInRange(1, most);
            text.IndexOfAny(['<', '>', '\n', '\r', '\u2028']).ShouldBe(-1);
            LooseAmpersand().IsMatch(text).ShouldBeFalse(text);
            Mention().IsMatch(text).ShouldBeFalse(text);
        }
    }, iter: 2000));

    [Fact]
    public Task Nothing_is_lost_of_what_is_short_enough() => Within.Seconds(60, () => Gen.String[0, 100].Sample(text =>
    {
        var shown = SlackText.Of(text, 1000).Replace("\u200B", "", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
        shown.ShouldBe(CleanText.Of(text, 1000));
    }, iter: 5000));

    private static IEnumerable<JsonElement> Texts(JsonElement message) =>
        message.GetProperty("blocks").EnumerateArray().SelectMany(b => b.TryGetProperty("text", out var text) ? [text] : b.GetProperty("elements").EnumerateArray().ToArray());

    [GeneratedRegex("&(?!amp;|lt;|gt;)")]
    private static partial Regex LooseAmpersand();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])@\w")]
    private static partial Regex Mention();
}
