namespace Offtrail.Anomalies;

/// <summary>
/// What a user knows and no model can: whose odd ways are harmless, and when work is planned. One YAML file beside the jobs, so
/// that the jobs of the pack need not be copied. A job with another tuning is another job: its records are computed anew.
/// </summary>
public sealed class Tuning
{
    internal const string AccountField = "cloud.account.id";

    private readonly List<(IReadOnlyList<string> Jobs, SkipRule Rule)> _skips = [];
    private readonly List<(IReadOnlyList<string> Jobs, PlannedTime Time)> _planned = [];

    /// <summary>Reads a tuning.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="known">What it may name.</param>
    /// <param name="jobs">The jobs that there are.</param>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong, or a rule would never match: no job that it means judges by its fields.</exception>
    public static Tuning Parse(string text, string file, JobVocabulary known, IReadOnlyCollection<JobDefinition> jobs)
    {
        var yaml = YamlMapping.Parse(text, file);
        var tuning = new Tuning();
        var lists = yaml.Mapping("lists");
        foreach (var skip in yaml.Mappings("skip"))
        {
            var when = skip.Mapping("when") ?? throw skip.Wrong("when", "the key \"when\" is missing; right would be fields with values, such as when: {offtrail.identity: [\"arn:aws:iam::111122223333:role/scanner\"]}");
            var fields = when.Keys.ToDictionary(field => field, field => Values(when, field, lists, known), StringComparer.Ordinal);
            if (fields.Count == 0) throw skip.Wrong("when", "when names no field: it would skip everything");
            foreach (var field in fields.Keys)
                if (!known.IsField(field)) throw when.Wrong(field, $"\"{field}\" is no field of the lake (docs/fields.md lists them)");
            when.Finish();
            var actions = skip.Texts("actions");
            if (actions.FirstOrDefault(a => a is not ("skip_result" or "skip_model_update")) is { } wrong) throw skip.Wrong("actions", $"actions has \"{wrong}\"; right would be skip_result, skip_model_update");
            if (actions.Count > 0 && !actions.Contains("skip_result")) throw skip.Wrong("actions", "right would be [skip_result], or [skip_result, skip_model_update]: what is not learned and still judged would be raised again and again");
            var below = skip.TextOrNull("actual_below") is null ? (double?)null : skip.Number("actual_below", null, 0, int.MaxValue);
            var named = Jobs(skip, jobs);
            if (!jobs.Any(j => Means(named, j) && fields.Keys.All(f => Judges(j, f))))
                throw skip.Wrong("when", $"no job{(named.Count == 0 ? "" : " of " + string.Join(", ", named))} judges by {string.Join(" and ", fields.Keys)}; right would be its by field, its partition field or {AccountField}");
            tuning._skips.Add((named, new SkipRule(skip.TextOrNull("comment") ?? "", fields, below, actions is ["skip_result"], skip.Moment("from") ?? long.MinValue)));
            skip.Finish();
        }

        foreach (var planned in yaml.Mappings("calendar"))
        {
            var (from, to) = (planned.Moment("from") ?? throw planned.Wrong("from", "the key \"from\" is missing"), planned.Moment("to") ?? throw planned.Wrong("to", "the key \"to\" is missing"));
            if (from >= to) throw planned.Wrong("to", "to must be after from");
            tuning._planned.Add((Jobs(planned, jobs), new PlannedTime(planned.Text("name"), from, to, planned.Texts("accounts"))));
            planned.Finish();
        }

        lists?.Finish();
        yaml.Finish();
        return tuning;
    }

    /// <summary>The job with what concerns it: rules that name it, and of those that name no job the ones whose fields it judges by.</summary>
    public JobDefinition Apply(JobDefinition job) => job with
    {
        Skips = [.. _skips.Where(s => Means(s.Jobs, job) && s.Rule.When.Keys.All(f => Judges(job, f))).Select(s => s.Rule)],
        Planned = [.. _planned.Where(p => Means(p.Jobs, job)).Select(p => p.Time)],
    };

    private static bool Means(IReadOnlyList<string> named, JobDefinition job) => named.Count == 0 || named.Contains(job.Id, StringComparer.Ordinal);

    private static bool Judges(JobDefinition job, string field) =>
        (field == AccountField && job.Scope == JobScope.Account) || job.Entity?.Field == field || job.Detectors.Any(d => d.ByField == field || d.DividedBy == field);

    private static IReadOnlyList<string> Jobs(YamlMapping yaml, IReadOnlyCollection<JobDefinition> jobs)
    {
        var named = yaml.Texts("jobs");
        return named.FirstOrDefault(n => !jobs.Any(j => j.Id == n)) is { } unknown ? throw yaml.Wrong("jobs", $"there is no job \"{unknown}\"; \"offtrail jobs list\" names them") : named;
    }

    private static IReadOnlyList<string> Values(YamlMapping when, string field, YamlMapping? lists, JobVocabulary known)
    {
        if (when.IsList(field))
            return ValueList.Misread(when.Texts(field)) is { } wrong ? throw when.Wrong(field, $"{field} has \"{wrong}\"; right would be a single * at the end, such as arn:aws:iam::111122223333:role/ci-*") : when.Texts(field);
        var name = when.Text(field);
        if (lists is not null && lists.Keys.Contains(name))
            return ValueList.Misread(lists.Texts(name)) is { } wrong ? throw lists.Wrong(name, $"{name} has \"{wrong}\"; right would be a single * at the end") : lists.Texts(name);
        return known.List(name)?.Values ?? throw when.Wrong(field, $"there is no list \"{name}\"; right would be one of the key lists of this file, or values in brackets, such as [\"{name}\"]");
    }
}
