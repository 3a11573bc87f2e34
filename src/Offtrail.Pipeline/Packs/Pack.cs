using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Rules;

namespace Offtrail.Pipeline;

/// <summary>The jobs and rules that ship with the program, and those that a user adds as files.</summary>
public sealed class Pack
{
    /// <summary>Name of the file in a data folder that tunes the jobs.</summary>
    public const string TuningFile = "tuning.yaml";

    private const string Jobs = "packs/cloudtrail/jobs/";
    private const string Rules = "packs/cloudtrail/rules/";
    private const string Lists = "packs/cloudtrail/lists/";

    private readonly Dictionary<string, JobDefinition> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RuleDefinition> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _jobTexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ruleTexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ruleFiles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _disabled = new(StringComparer.Ordinal);
    private Tuning? _tuning;
    private readonly Dictionary<string, ValueList> _lists = new(StringComparer.Ordinal);

    /// <summary>The pack of the program with what a data folder adds: <c>jobs/*.yaml</c>, <c>rules/*.yaml</c>, and the rules that <c>disabled.yaml</c> names.</summary>
    /// <param name="dataFolder">The data folder, there or not.</param>
    /// <exception cref="DefinitionException">A file is wrong.</exception>
    public static Pack Load(string dataFolder)
    {
        var pack = Load();
        var jobFiles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in UserFile.YamlOf(Path.Combine(dataFolder, JobFolder.Name))) Once(jobFiles, "job", pack.AddJob(UserFile.Read(file), file).Id, file);
        foreach (var file in UserFile.YamlOf(Path.Combine(dataFolder, RuleFolder.Name))) Once(pack._ruleFiles, "rule", pack.AddRule(UserFile.Read(file), file).Id, file);
        foreach (var rule in pack.RulesById.Values)
            if (rule.JobIds.FirstOrDefault(j => !pack.JobsById.ContainsKey(j)) is { } missing) throw new DefinitionException($"{pack._ruleFiles.GetValueOrDefault(rule.Id, rule.Id)}: there is no job \"{missing}\"; right would be one of {string.Join(", ", pack.JobsById.Keys.Order(StringComparer.Ordinal))}");
        pack._disabled.UnionWith(DisabledRules.Read(dataFolder, pack.RulesById.Keys));
        return pack;

        static void Once(Dictionary<string, string> files, string kind, string id, string file)
        {
            if (!files.TryAdd(id, file)) throw new DefinitionException($"{file}: the {kind} \"{id}\" stands in {files[id]} too; give one of them another id, or remove one file");
        }
    }

    /// <summary>The pack of the program.</summary>
    public static Pack Load()
    {
        var pack = new Pack();
        var assembly = typeof(Pack).Assembly;
        foreach (var folder in new[] { Lists, Jobs, Rules }) // jobs name lists, rules name jobs
        {
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
                if (folder == Lists) pack.AddList(text.ReadToEnd(), name);
                else if (folder == Jobs) pack.AddJob(text.ReadToEnd(), name);
                else pack.AddRule(text.ReadToEnd(), name);
            }
        }

        return pack;
    }

    /// <summary>The JSON schema of a rule's YAML.</summary>
    public static string RuleSchema
    {
        get
        {
            using var text = new StreamReader(typeof(Pack).Assembly.GetManifestResourceStream("packs/schema/rule.schema.json")!);
            return text.ReadToEnd();
        }
    }

    /// <summary>The jobs by id.</summary>
    public IReadOnlyDictionary<string, JobDefinition> JobsById => _jobs;

    /// <summary>The rules by id.</summary>
    public IReadOnlyDictionary<string, RuleDefinition> RulesById => _rules;

    /// <summary>The rules that run unless others are named, by id.</summary>
    public IEnumerable<RuleDefinition> EnabledRules => _rules.Values.Where(IsEnabled).OrderBy(r => r.Id, StringComparer.Ordinal);

    /// <summary>Whether a rule runs unless others are named.</summary>
    public bool IsEnabled(RuleDefinition rule) => rule.Enabled && !_disabled.Contains(rule.Id);

    /// <summary>The user's file that a rule comes from; null for one of the pack.</summary>
    public string? FileOf(RuleDefinition rule) => _ruleFiles.GetValueOrDefault(rule.Id);

    /// <summary>A rule's definition as it was written.</summary>
    public string TextOf(RuleDefinition rule) => _ruleTexts[rule.Id];

    /// <summary>A job's definition as it was written.</summary>
    public string TextOf(JobDefinition job) => _jobTexts[job.Id];

    /// <summary>Finds a job by id, or reads it from a file of that path; in its place if the pack has one of the same id.</summary>
    /// <exception cref="DefinitionException">There is no such job, or the file is wrong.</exception>
    public JobDefinition Job(string idOrPath) =>
        _jobs.TryGetValue(idOrPath, out var job) ? job
        : File.Exists(idOrPath) ? AddJob(UserFile.Read(idOrPath), idOrPath)
        : throw new DefinitionException($"there is no job \"{idOrPath}\"; the pack has {string.Join(", ", _jobs.Keys.Order(StringComparer.Ordinal))}, and a file may be named instead");

    /// <summary>The jobs of a rule.</summary>
    /// <exception cref="DefinitionException">One is not there.</exception>
    public IEnumerable<JobDefinition> JobsOf(RuleDefinition rule) => rule.JobIds.Select(Job);

    /// <summary>Finds a rule by id, or reads it from a file of that path.</summary>
    /// <exception cref="DefinitionException">There is no such rule, or the file is wrong.</exception>
    public RuleDefinition Rule(string idOrPath) =>
        _rules.TryGetValue(idOrPath, out var rule) ? rule
        : File.Exists(idOrPath) ? AddRule(UserFile.Read(idOrPath), idOrPath)
        : throw new DefinitionException($"there is no rule \"{idOrPath}\"; the pack has {string.Join(", ", _rules.Keys.Order(StringComparer.Ordinal))}, and a file may be named instead");

    /// <summary>Applies a user's tuning to the jobs, and to those that are read later.</summary>
    /// <exception cref="DefinitionException">The file is wrong, or a rule of it concerns no job.</exception>
    public void Tune(string path)
    {
        _tuning = Tuning.Parse(UserFile.Read(path), path, JobVocabulary, _jobs.Values);
        foreach (var job in _jobs.Values.ToArray()) _jobs[job.Id] = _tuning.Apply(job);
    }

    /// <summary>Applies the tuning of a file, or the data folder's own if it has one.</summary>
    /// <exception cref="DefinitionException">The file is wrong, or a rule of it concerns no job.</exception>
    public void TuneFor(string dataFolder, string? file = null)
    {
        file ??= Path.Combine(dataFolder, TuningFile);
        if (File.Exists(file)) Tune(file);
    }

    /// <summary>What jobs may name.</summary>
    public JobVocabulary JobVocabulary => new(name => EventColumns.TryFind(name, out _), FilterFault, _lists.GetValueOrDefault);

    /// <summary>What rules may name.</summary>
    public RuleVocabulary RuleVocabulary => new(JobVocabulary.IsField, when => ExceptionFilter.Fault(when, FilterLists.None));

    private JobDefinition AddJob(string yaml, string file)
    {
        var job = JobDefinition.Parse(yaml, file, JobVocabulary);
        _jobTexts[job.Id] = yaml;
        return _jobs[job.Id] = _tuning?.Apply(job) ?? job;
    }

    private void AddList(string yaml, string file)
    {
        var list = ValueList.Parse(yaml, file);
        _lists[list.Id] = list;
    }

    private static string? FilterFault(string filter)
    {
        try
        {
            FilterText.Parse(filter);
            return null;
        }
        catch (FilterException e)
        {
            return e.Message;
        }
    }

    /// <summary>Reads a rule's YAML without adding it.</summary>
    /// <exception cref="DefinitionException">It is wrong.</exception>
    public RuleDefinition Read(string yaml, string file) =>
        RuleDefinition.Parse(yaml, file, RuleVocabulary);

    private RuleDefinition AddRule(string yaml, string file)
    {
        var rule = Read(yaml, file);
        _ruleTexts[rule.Id] = yaml;
        return _rules[rule.Id] = rule;
    }
}
