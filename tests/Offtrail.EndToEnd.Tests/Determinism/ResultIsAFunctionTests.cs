using CsCheck;

namespace Offtrail.EndToEnd.Tests.Determinism;

/// <summary>
/// Promise 2 of docs/architecture.md: anomaly records and alerts depend on the events alone. Each case is a seed; when one
/// fails, CsCheck names it.
/// </summary>
public sealed class ResultIsAFunctionTests
{
    /// <summary>Low, so that many alerts are there to compare.</summary>
    private static readonly string[] s_options = ["--threshold", "15", "--include-learning"];

    private static readonly Gen<(int Seed, int Threads)> s_oneRun = Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 2].Select(power => 1 << power));

    private static readonly Gen<(int Seed, int Runs)> s_growing = Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[2, 10]);

    [Fact]
    public async Task Shuffled_split_merged_and_packed_files_give_the_same_bytes_with_any_number_of_threads()
    {
        var (deliveries, expected) = await ReferenceAsync();
        await s_oneRun.SampleAsync(async arrangement =>
        {
            using var work = new Workspace();
            foreach (var (name, content) in new Arrangement(arrangement.Seed).Files(deliveries)) work.Write(name, content);
            (await work.DetectAsync([work.Trail, .. s_options, "--threads", $"{arrangement.Threads}"])).ShouldExit(0).Counts.Read.ShouldBe(deliveries.Count);
            (await work.FindingsAsync()).ShouldBe(expected);
        }, iter: 6, threads: 1);
    }

    [Fact]
    public async Task A_folder_that_grows_in_any_order_gives_the_same_bytes_in_the_end()
    {
        var (deliveries, expected) = await ReferenceAsync();
        await s_growing.SampleAsync(async growth =>
        {
            using var work = new Workspace();
            var files = new Arrangement(growth.Seed).Files(deliveries);
            foreach (var arrived in files.Chunk((files.Count + growth.Runs - 1) / growth.Runs))
            {
                foreach (var (name, content) in arrived) work.Write(name, content);
                (await work.DetectAsync([work.Trail, .. s_options])).ShouldExit(0);
            }

            (await work.FindingsAsync()).ShouldBe(expected);
        }, iter: 2, threads: 1);
    }

    [Fact]
    public async Task Ten_days_that_arrive_backwards_give_the_same_bytes_in_the_end()
    {
        var (deliveries, expected) = await ReferenceAsync();
        using var work = new Workspace();
        foreach (var day in deliveries.GroupBy(r => ((string)r["eventTime"]!)[..10], StringComparer.Ordinal).OrderByDescending(d => d.Key, StringComparer.Ordinal))
        {
            work.Write($"{day.Key}.json", [.. day]);
            (await work.DetectAsync([work.Trail, .. s_options])).ShouldExit(0);
        }

        (await work.FindingsAsync()).ShouldBe(expected);
    }

    [Fact]
    public async Task The_form_in_which_the_first_copy_of_an_event_came_makes_no_difference()
    {
        var record = Sample.Three()[1];
        var forms = new[] { Sample.Lines(record), Sample.Lines(Ecs.Nested(record, 0)) };
        var findings = new List<string>();
        foreach (var order in new[] { (0, 1), (1, 0) })
        {
            using var work = new Workspace();
            await work.DetectAsync(work.Write("a", forms[order.Item1]), "--include-learning", "--threshold", "0");
            await work.DetectAsync(work.Write("b", forms[order.Item2]), "--include-learning", "--threshold", "0");
            findings.Add(await work.FindingsAsync());
        }

        findings[0].ShouldBe(findings[1]);
    }

    /// <summary>The deliveries, and what is found in one file of them in the order of time.</summary>
    private static async Task<(List<System.Text.Json.Nodes.JsonObject> Deliveries, string Findings)> ReferenceAsync()
    {
        var deliveries = VariedTrail.Deliveries();
        using var work = new Workspace();
        await work.DetectAsync([work.Write("all.json", [.. deliveries]), .. s_options, "--threads", "1"]);
        var findings = await work.FindingsAsync();
        findings.Split("--\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThan(5, "there must be alerts to compare");
        return (deliveries, findings);
    }
}
