using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Cli;

/// <summary>The options by which alerts are chosen: the same for listing and for changing them.</summary>
internal sealed class AlertFilterOptions
{
    private readonly Option<AlertStatus[]> _status = new("--status")
    {
        Description = "open, acknowledged or closed. Repeatable",
        HelpName = "STATUS",
        CustomParser = result => [.. result.Tokens.Select(t => CommonOptions.OneWord<AlertStatus>("--status", t.Value, result))],
    };

    private readonly Option<string[]> _rule = new("--rule") { Description = "A rule's id. Repeatable", HelpName = "RULE" };
    private readonly Option<string[]> _account = new("--account") { Description = "An AWS account. Repeatable", HelpName = "ACCOUNT" };
    private readonly Option<string[]> _severity = new("--severity") { Description = "low, medium, high or critical. Repeatable", HelpName = "SEVERITY" };
    private readonly Option<string[]> _identity = new("--identity") { Description = "An identity behind it: an ARN, or how it ends (user/ana)", HelpName = "NAME" };
    private readonly Option<string[]> _key = new("--key") { Description = "An access key behind it", HelpName = "KEY" };
    private readonly Option<string[]> _source = new("--source") { Description = "An address behind it", HelpName = "ADDRESS" };
    private readonly Option<string[]> _assignee = new("--assignee") { Description = "Who looks at it; \"\" for nobody. Repeatable", HelpName = "WHO" };
    private readonly Option<string[]> _tag = new("--tag") { Description = "With this tag; with all of them when repeated", HelpName = "TAG" };
    private readonly Option<string?> _incident = new("--incident") { Description = "Of this incident", HelpName = "ID" };
    private readonly Option<string?> _from = new("--from") { Description = "Raised from this time on", HelpName = "TIME" };
    private readonly Option<string?> _to = new("--to") { Description = "Raised before this time", HelpName = "TIME" };
    private readonly Option<int?> _score = new("--least-score") { Description = "From this score on, 0 to 100", HelpName = "SCORE" };
    private readonly Option<string?> _text = new("--text") { Description = "The sentence contains this text", HelpName = "TEXT" };
    private readonly Option<bool> _withdrawn = new("--withdrawn") { Description = "Those that were taken back, by events that came later or a changed job, instead" };

    private readonly Option<bool> _excepted = new("--excepted") { Description = "Those that exceptions held back, instead" };

    private readonly Option<bool> _suppressed = new("--suppressed") { Description = "Those that are folded into others like them, instead" };
    private readonly Option<string?> _foldedInto = new("--folded-into") { Description = "Those that are folded into this alert, instead", HelpName = "ALERT" };

    /// <summary>Adds the options to a command.</summary>
    public AlertFilterOptions(Command command)
    {
        CommonOptions.Range(_score, 0, 100);
        _severity.Validators.Add(r =>
        {
            if (r.Tokens.FirstOrDefault(t => !Severities.All.Contains(t.Value)) is { } wrong) r.AddError($"--severity takes {string.Join(", ", Severities.All)}; found \"{wrong.Value}\"");
        });
        foreach (var option in new Option[] { _status, _rule, _account, _severity, _identity, _key, _source, _assignee, _tag, _incident, _from, _to, _score, _text, _withdrawn, _excepted, _suppressed, _foldedInto }) command.Options.Add(option);
    }

    /// <summary>The filter that was asked for.</summary>
    public AlertFilter Of(ParseResult parsed, DataFolder folder)
    {
        var (from, to) = CommonOptions.Window(parsed, _from, _to);
        return new()
        {
            Statuses = parsed.GetValue(_status) ?? [],
            Rules = [.. (parsed.GetValue(_rule) ?? []).Select(r => Known(r, folder))],
            Accounts = parsed.GetValue(_account) ?? [],
            Severities = parsed.GetValue(_severity) ?? [],
            Entities = [.. Entities(parsed, _identity, EntityKind.Identity), .. Entities(parsed, _key, EntityKind.AccessKey), .. Entities(parsed, _source, EntityKind.Source)],
            Assignees = parsed.GetValue(_assignee) ?? [],
            Tags = parsed.GetValue(_tag) ?? [],
            Incident = parsed.GetValue(_incident) is { } id ? AlertLookup.Incident(folder.State, id).Id : null,
            FromMicros = from,
            ToMicros = to,
            LeastScore = parsed.GetValue(_score),
            Text = parsed.GetValue(_text),
            FoldedInto = parsed.GetValue(_foldedInto) is { } into ? AlertLookup.Alert(folder.State, into).Id : null,
            Standing = parsed.GetValue(_suppressed) || parsed.GetValue(_foldedInto) is not null ? AlertStanding.Suppressed : parsed.GetValue(_excepted) ? AlertStanding.Excepted : parsed.GetValue(_withdrawn) ? AlertStanding.Withdrawn : AlertStanding.Standing,
        };
    }

    /// <summary>A rule that there is, or one that raised something.</summary>
    private static string Known(string rule, DataFolder folder)
    {
        var rules = Pack.Load(folder.Root).RulesById;
        return rules.ContainsKey(rule) || folder.State.Alerts.List(new AlertFilter { Rules = [rule], Newest = 1 }).Count > 0 ? rule
            : throw new UsageException($"there is no rule \"{rule}\", and none of that id raised an alert; there are {string.Join(", ", rules.Keys.Order(StringComparer.Ordinal))}");
    }

    private static IEnumerable<(EntityKind, string)> Entities(ParseResult parsed, Option<string[]> option, EntityKind kind) => (parsed.GetValue(option) ?? []).Select(v => (kind, v));
}
