using System.Text.Json;
using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Sinks;

namespace Offtrail.Tests.Sinks;

public sealed class FileSinkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => _folder.Of("out", "alerts.ndjson");

    [Fact]
    public async Task Grows_by_a_line_an_alert_with_its_key()
    {
        await SendAsync("a");
        await SendAsync("b");
        Ids().ShouldBe(["a", "b"]);
        JsonElement.Parse(File.ReadLines(FilePath).First()).GetProperty("offtrail").GetProperty("delivery").GetProperty("key").GetString().ShouldBe(DeliveryKey.Of("siem", "a"));
    }

    [Fact]
    public async Task The_half_line_that_a_crash_left_is_cut_off_wherever_it_ends()
    {
        await SendAsync("a");
        await SendAsync("b");
        var whole = File.ReadAllBytes(FilePath);
        var first = Array.IndexOf(whole, (byte)'\n') + 1;
        foreach (var cut in Enumerable.Range(first, whole.Length - first))
        {
            File.WriteAllBytes(FilePath, whole[..cut]);
            await SendAsync("b");
            File.ReadAllBytes(FilePath).ShouldBe(whole, $"cut at byte {cut}");
        }
    }

    [Fact]
    public async Task What_somebody_else_wrote_without_a_line_break_stays()
    {
        _folder.Write(Path.Combine("out", "alerts.ndjson"), "a note of mine");
        await SendAsync("a");
        File.ReadAllLines(FilePath)[0].ShouldBe("a note of mine");
        File.ReadAllLines(FilePath).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Is_put_aside_when_it_would_grow_too_long_and_the_oldest_goes()
    {
        var settings = new FileSettings(FilePath, MostBytes: 600, Keep: 2);
        for (var i = 0; i < 9; i++) (await SinkTrial.SendAsync(settings, SinkTrial.Alert($"a{i}"))).ShouldBe(DeliveryAnswer.Delivered);
        string[] files = [FilePath + ".2", FilePath + ".1", FilePath];
        Directory.GetFiles(_folder.Of("out")).ShouldBe(files, ignoreOrder: true);
        files.ShouldAllBe(f => new FileInfo(f).Length <= 600);
        var kept = files.SelectMany(File.ReadAllLines).Select(Id).ToArray();
        kept.ShouldBe(Enumerable.Range(9 - kept.Length, kept.Length).Select(i => $"a{i}"));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_tried_again_and_named()
    {
        Directory.CreateDirectory(FilePath);
        var answer = await SinkTrial.SendAsync(new FileSettings(FilePath, null, 5), SinkTrial.Alert());
        answer.Outcome.ShouldBe(DeliveryOutcome.TryAgain);
        answer.Words.ShouldContain("alerts.ndjson");
    }

    [Fact]
    public async Task Standard_output_gets_the_same_lines()
    {
        await SendAsync("a");
        var output = new StringWriter();
        (await SinkTrial.SendAsync(SinkTrial.Settings("type: stdout"), SinkTrial.Alert("a"), output: output)).ShouldBe(DeliveryAnswer.Delivered);
        output.ToString().ShouldBe(File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_path_is_relative_to_the_folder_of_the_settings() =>
        ((FileSettings)SinkTrial.Settings("{type: file, path: x/y.ndjson, rotate_at_mb: 3}", _folder.Path)).ShouldBe(new FileSettings(_folder.Of("x", "y.ndjson"), 3_000_000, 5));

    [Theory]
    [InlineData("{type: file}", "the key \"path\" is missing")]
    [InlineData("{type: file, path: x, keep: 0}", "keep is \"0\"")]
    [InlineData("{type: pigeon}", "type is \"pigeon\"; right would be file, stdout, webhook, slack, syslog, smtp")]
    public void What_is_wrong_is_told(string yaml, string message) => Should.Throw<DefinitionException>(() => SinkTrial.Settings(yaml)).Message.ShouldContain(message);

    [Fact]
    public Task Clean_text_is_one_line_of_bounded_length_without_controls() => Within.Seconds(30, () => Gen.Select(Gen.String, Gen.Int[1, 40]).Sample((text, most) =>
    {
        var clean = CleanText.Of(text, most);
        clean.Length.ShouldBeLessThanOrEqualTo(most);
        clean.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202E').ShouldBeFalse();
        clean.ShouldBe(CleanText.Of(clean, most), "cleaning twice changes nothing");
        clean.EnumerateRunes().ShouldAllBe(r => r.Value != 0xFFFD || text.Length > 0);
    }, iter: 5000));

    private async Task SendAsync(string id) => (await SinkTrial.SendAsync(new FileSettings(FilePath, null, 5), SinkTrial.Alert(id))).ShouldBe(DeliveryAnswer.Delivered);

    private string[] Ids() => [.. File.ReadLines(FilePath).Select(Id)];

    private static string Id(string line) => JsonElement.Parse(line).GetProperty("offtrail").GetProperty("alert").GetProperty("id").GetString()!;

    public void Dispose() => _folder.Dispose();
}
