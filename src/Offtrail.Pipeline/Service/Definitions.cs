using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Pipeline;

/// <summary>What a data folder says is to be detected and where alerts go: the pack with what its files add, tuned; exceptions; sinks.</summary>
/// <param name="Pack">Jobs and rules.</param>
/// <param name="Rules">The rules that run.</param>
/// <param name="Exceptions">What is known to be harmless.</param>
/// <param name="Sinks">Where alerts go.</param>
/// <param name="Stamp">What <see cref="StampOf"/> gave before they were read.</param>
public sealed record Definitions(Pack Pack, IReadOnlyList<RuleDefinition> Rules, ExceptionList Exceptions, SinkList Sinks, string Stamp)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="DefinitionException">A file is wrong.</exception>
    public static Definitions Of(string dataFolder)
    {
        var stamp = StampOf(dataFolder);
        var pack = Pack.Load(dataFolder);
        pack.TuneFor(dataFolder);
        RuleDefinition[] rules = [.. pack.EnabledRules];
        foreach (var rule in rules) _ = pack.JobsOf(rule).Count();
        return new Definitions(pack, rules, ExceptionList.Of(dataFolder, pack, rules), SinkList.Of(dataFolder, pack, rules), stamp);
    }

    /// <summary>What differs when a file of the folder's definitions was changed, came or went.</summary>
    public static string StampOf(string dataFolder)
    {
        string[] single = [ExceptionList.FileName, SinkList.FileName, Pack.TuningFile, DisabledRules.FileName];
        var files = single.Select(f => Path.Combine(dataFolder, f)).Where(File.Exists)
            .Concat(UserFile.YamlOf(Path.Combine(dataFolder, RuleFolder.Name))).Concat(UserFile.YamlOf(Path.Combine(dataFolder, JobFolder.Name)));
        return string.Join('\n', files.Select(f => new FileInfo(f)).Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}"));
    }
}
