using System.Diagnostics;
using System.Globalization;
using Offtrail.Lake;
using Offtrail.Pipeline;
using Offtrail.Triage;

namespace Offtrail.Bench;

/// <summary>What the verdicts are worth on labelled trails, and how long a triage takes.</summary>
internal static class TriageBench
{
    public static int Run(string[] pairs)
    {
        var all = new List<TriageExample>();
        foreach (var trail in TriageExample.Read(pairs, alerts: false).GroupBy(e => e.Trail))
        {
            all.AddRange(trail);
            Say($"{Path.GetFileName(trail.Key.TrimEnd('/')),-10} {Figures([.. trail])}");
        }

        Say($"{"all",-10} {Figures(all)}");
        foreach (var example in all.Where(e => e.Attack && e.Result.Judgement.Verdict == Verdict.LikelyHarmless)) Say($"missed     {Path.GetFileName(example.Trail)} {example.Name} {example.Result.Judgement.Sum:0.0} {example.Result.Subject.Rarest.Reason.Split(". ")[0]}");
        return 0;
    }

    private const int MostAlerts = 40;

    /// <summary>Triages alerts of a data folder once, evenly chosen, the start of the program left out.</summary>
    public static int Speed(string data)
    {
        using var folder = DataFolder.OpenForReading(data);
        var temp = Directory.CreateTempSubdirectory("offtrail-bench-");
        var pack = Pack.Load(folder.Root);
        List<double> seconds = [], processor = [];
        using var self = Process.GetCurrentProcess();
        var all = folder.State.Alerts.List();
        foreach (var alert in all.Where((_, i) => i % Math.Max(1, all.Count / MostAlerts) == 0))
        {
            self.Refresh();
            var used = self.TotalProcessorTime;
            using var reader = new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = temp.FullName, MemoryBytes = Triaging.EngineBytes, KeepFooters = true });
            var watch = Stopwatch.StartNew();
            new Triaging(folder, pack, TimeProvider.System).Run(reader, SubjectFinder.Of(folder.State, pack, alert), null);
            seconds.Add(watch.Elapsed.TotalSeconds);
            self.Refresh();
            processor.Add((self.TotalProcessorTime - used).TotalSeconds);
        }

        temp.Delete(recursive: true);
        self.Refresh();
        Say($"{seconds.Count} triages: median {Measured.Median(seconds):0.00} s (at most 1), longest {seconds.Max():0.00} s (at most 3), of the processors median {Measured.Median(processor):0.00} s, longest {processor.Max():0.00} s; peak {self.PeakWorkingSet64 / 1e6:0} MB (at most 400)");
        return 0;
    }

    private static FormattableString Figures(IReadOnlyList<TriageExample> examples)
    {
        var (attacks, harmless) = (examples.Where(e => e.Attack).ToArray(), examples.Where(e => !e.Attack).ToArray());
        if (attacks.Length == 0 || harmless.Length == 0) return $"too few incidents";
        var median = Measured.Median([.. harmless.Select(e => e.Result.Judgement.Sum)]);
        return $"of {attacks.Length} attacks {100.0 * attacks.Count(Noticed) / attacks.Length:0} % noticed ({100.0 * attacks.Count(e => e.Result.Judgement.Verdict == Verdict.LikelyAnAttack) / attacks.Length:0} % as likely attacks), {100.0 * attacks.Count(e => e.Result.Judgement.Sum > median) / attacks.Length:0} % above the median false one, of {harmless.Length} false {100.0 * harmless.Count(e => e.Result.Judgement.Verdict == Verdict.LikelyHarmless) / harmless.Length:0} % likely harmless ({100.0 * harmless.Count(e => e.Result.Judgement.Verdict == Verdict.LikelyAnAttack) / harmless.Length:0} % likely attacks); attacks with errors called harmless: {attacks.Count(e => e.WithErrors && !Noticed(e))}";
    }

    private static bool Noticed(TriageExample e) => e.Result.Judgement.Verdict != Verdict.LikelyHarmless;

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
