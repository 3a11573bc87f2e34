using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.Lake;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>Every answer's figures against a plain recomputation from the records.</summary>
public sealed class TriageTwinTests
{
    [Theory]
    [InlineData(1, 300)]
    [InlineData(2, 900)]
    [InlineData(3, 1500)]
    [InlineData(4, 40)]
    public void The_answers_are_what_the_records_of_a_made_up_trail_say(int seed, int events)
    {
        using var lake = new SmallLake();
        var trail = new MadeTrail(seed, events);
        foreach (var part in trail.Records.Chunk(200)) lake.Add(part);
        PlainEvent[] all = [.. trail.Records.Select(r => new PlainEvent(JsonElement.Parse(r)))];
        var random = new Random(seed);
        Check(lake, all, [.. trail.Intrusion], least: 30);
        for (var i = 0; i < 6; i++)
        {
            var day = Made.May + (random.Next(3, 14) * Made.Day);
            string[] ids = [.. all.Where(e => e.Account == MadeTrail.Account && e.Micros >= day && e.Micros < day + (5 * Made.Hour)).Select(e => e.Id).Take(random.Next(1, 9))];
            if (ids.Length > 0) Check(lake, all, ids, least: 8);
        }
    }

    [Fact]
    public async Task The_answers_are_what_the_records_of_a_labelled_trail_say()
    {
        var script = Repository.Shared is { } shared ? Path.Combine(shared, "eval", "make_trail.py") : "";
        if (!File.Exists(script)) Assert.Skip("the generator of labelled trails is not on this machine (../shared/eval, or OFFTRAIL_SHARED)");
        using var temp = new TempFolder();
        using var python = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("python3", [script, "--out", temp.Of("trail"), "--seed", "7", "--days", "9", "--rate", "0.1", "--attacks", "-1"]) { RedirectStandardOutput = true })!;
        await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var bench = new Workbench();
        await bench.Ingest(new IngestOptions { Threads = 1 }, new Offtrail.Sources.FolderSource(temp.Of("trail", "AWSLogs"), leftOut: temp.Of("none")));
        var pack = Pack.Load();
        new Detection(bench.Data, bench.Clock).Run(pack, new DetectOptions { Rules = [.. pack.EnabledRules] }, TestContext.Current.CancellationToken);
        PlainEvent[] all = [.. bench.Records().Select(r => new PlainEvent(JsonElement.Parse(r)))];
        using var reader = new LakeReader(bench.Data.Lake, new LakeReaderOptions { TempFolder = bench.Data.Temp, Threads = 1 });
        var checkedFigures = 0;
        foreach (var incident in bench.Data.State.Incidents.List())
        {
            var subject = SubjectFinder.Of(bench.Data.State, pack, incident);
            var result = new Triaging(bench.Data, pack, bench.Clock).Run(reader, subject, data: null);
            checkedFigures += Compare(all, subject, result);
        }

        checkedFigures.ShouldBeGreaterThan(200);
    }

    private static void Check(SmallLake lake, PlainEvent[] all, string[] ids, int least)
    {
        var subject = SubjectOf(all, ids);
        if (subject.Identity is null) return;
        var result = Guide.Triage(new CaseFile(lake.Reader, lake.Segments, subject, []), Weights.Default, Made.May + (20 * Made.Day), data: null);
        Compare(all, subject, result).ShouldBeGreaterThan(least);
    }

    private static int Compare(PlainEvent[] all, Subject subject, TriageResult result)
    {
        var expected = new TriageTwin(all, subject).Figures();
        var wrong = expected.Where(e => (TriageTwin.Of(result, e.Key) ?? "") != (e.Value ?? "")).Select(e => $"{e.Key}: expected \"{e.Value}\", found \"{TriageTwin.Of(result, e.Key)}\"");
        string.Join("\n", wrong).ShouldBe("", $"{subject.Kind} {subject.Id} of {subject.Identity}");
        result.Answers.Select(a => a.Id).ShouldBe(Guide.Questions);
        result.Answers.ShouldAllBe(a => a.Sentence.Length > 0 && a.EventIds.Count <= Answer.MostEventIds);
        result.Answers.SelectMany(a => a.EventIds).Except(all.Select(e => e.Id)).ShouldBeEmpty();
        return expected.Count;
    }

    /// <summary>An alert with these events behind it, as a rule would have raised it.</summary>
    internal static Subject SubjectOf(IReadOnlyList<PlainEvent> all, string[] ids)
    {
        PlainEvent[] behind = [.. all.Where(e => ids.Contains(e.Id)).OrderBy(e => e.Micros)];
        var values = new JsonObject();
        Add(AlertFields.Account, e => e.Account);
        Add(AlertFields.Identity, e => e.Identity);
        Add(AlertFields.Action, e => e.Action);
        Add(AlertFields.AccessKey, e => e.Key);
        Add(AlertFields.Ip, e => e.Ip);
        var document = new JsonObject { ["offtrail"] = new JsonObject { ["alert"] = new JsonObject { ["event_ids"] = new JsonArray([.. ids.Select(i => (JsonNode)i)]), ["event_count"] = ids.Length, ["values"] = values } } };
        return Subject.Of("alert", "00112233445566778899aabbccddeeff",
            [new SubjectAlert("00112233445566778899aabbccddeeff", "rare_error_code", "Rare AWS Error Code", "A reason.", behind[0].Micros, behind[^1].Micros, 60, 10, "open") { Document = document.ToJsonString() }]);

        void Add(string field, Func<PlainEvent, string?> of) => values[field] = new JsonArray([.. behind.Where(e => of(e) is not null).GroupBy(e => of(e)!).Select(g => (JsonNode)new JsonObject { ["value"] = g.Key, ["count"] = g.Count() })]);
    }
}
