using Offtrail.Lake;
using Offtrail.Pipeline;
using Offtrail.Triage;

namespace Offtrail.Bench;

/// <summary>A triage whose truth is known.</summary>
/// <param name="Trail">Which trail it is of.</param>
/// <param name="Name">The incident's or alert's kind and id.</param>
/// <param name="Attack">Whether an event of an attack is behind it.</param>
/// <param name="WithErrors">Whether an event of an attack that failed is behind it.</param>
/// <param name="Result">The triage.</param>
internal sealed record TriageExample(string Trail, string Name, bool Attack, bool WithErrors, TriageResult Result)
{
    /// <summary>All incidents and alerts of data folders, each given with the labels of its trail.</summary>
    /// <param name="pairs">Data folder, labels file, data folder, labels file …</param>
    /// <param name="alerts">Whether alerts are triaged too, and not incidents alone.</param>
    public static IEnumerable<TriageExample> Read(string[] pairs, bool alerts)
    {
        foreach (var pair in pairs.Chunk(2))
        {
            using var folder = DataFolder.OpenForReading(pair[0]);
            var temp = Directory.CreateTempSubdirectory("offtrail-bench-");
            using var reader = new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = temp.FullName, KeepFooters = true });
            var (pack, labels) = (Pack.Load(folder.Root), AttackLabels.Read(pair[1]));
            var subjects = folder.State.Incidents.List().Select(i => SubjectFinder.Of(folder.State, pack, i));
            if (alerts) subjects = subjects.Concat(folder.State.Alerts.List().Select(a => SubjectFinder.Of(folder.State, pack, a)));
            foreach (var subject in subjects)
            {
                var behind = subject.EventIds.Where(labels.OfEvent.ContainsKey).ToHashSet(StringComparer.Ordinal);
                var result = new Triaging(folder, pack, TimeProvider.System).Run(reader, subject, null);
                var failed = behind.Count > 0 && EventCount.By(reader, folder.State.Manifest.All(), new AllOf([new AnyOf([.. behind.Select(i => new HasValue("event.id", i))]), new Exists("aws.cloudtrail.error_code")]), new During(subject.First, subject.Last + 1), [], 1).Any(c => c.Events > 0);
                yield return new TriageExample(pair[0], $"{subject.Kind} {subject.Id[..Math.Min(12, subject.Id.Length)]}", behind.Count > 0, failed, result);
            }

            temp.Delete(recursive: true);
        }
    }
}
