using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Cli;

/// <summary>The commands that say what became of alerts: named by their ids, or all that a filter finds.</summary>
internal static class AlertsChange
{
    public static Command Acknowledge(TimeProvider clock, StandardStreams streams) =>
        Create("ack", "Say that somebody looks at them.", "offtrail alerts ack 194f2e", clock, streams, note: true, null, (desk, alerts, parsed, note) => ("acknowledged", desk.Acknowledge(alerts, note)));

    public static Command Close(TimeProvider clock, StandardStreams streams)
    {
        var because = new Option<CloseReason>("--because")
        {
            Description = "true-positive (an attack), benign (true, and allowed), false-positive, duplicate or other",
            HelpName = "REASON",
            CustomParser = result => CommonOptions.OneWord<CloseReason>("--because", result.Tokens[^1].Value, result),
        };
        return Create("close", "Close them, with the reason.", "offtrail alerts close --rule rare_error_code --identity role/scanner --because benign", clock, streams, note: true, because,
            (desk, alerts, parsed, note) => ("closed", desk.Close(alerts, parsed.GetValue(because), note)));
    }

    public static Command Reopen(TimeProvider clock, StandardStreams streams) =>
        Create("reopen", "Open them again.", "offtrail alerts reopen 194f2e --note \"it came again\"", clock, streams, note: true, null, (desk, alerts, parsed, note) => ("opened again", desk.Reopen(alerts, note)));

    public static Command Assign(TimeProvider clock, StandardStreams streams)
    {
        var to = new Option<string>("--to-person") { Description = "Who is to look at them; \"\" for nobody", HelpName = "WHO" };
        return Create("assign", "Give them to somebody.", "offtrail alerts assign 194f2e --to-person ana", clock, streams, note: true, to,
            (desk, alerts, parsed, note) => ("assigned", desk.Assign(alerts, parsed.GetRequiredValue(to) is { Length: > 0 } who ? who : null, note)));
    }

    public static Command Comment(TimeProvider clock, StandardStreams streams)
    {
        var text = new Option<string>("--note") { Description = "What is to be said", HelpName = "TEXT" };
        return Create("comment", "Say something about them.", "offtrail alerts comment 194f2e --note \"asked the team\"", clock, streams, note: false, text,
            (desk, alerts, parsed, _) => ("commented", desk.Comment(alerts, parsed.GetRequiredValue(text))));
    }

    public static Command Tag(TimeProvider clock, StandardStreams streams) => Tagging("tag", "Add a tag.", "tagged", there: true, clock, streams);

    public static Command Untag(TimeProvider clock, StandardStreams streams) => Tagging("untag", "Remove a tag.", "untagged", there: false, clock, streams);

    private static Command Tagging(string name, string description, string done, bool there, TimeProvider clock, StandardStreams streams)
    {
        var tag = new Option<string>("--name") { Description = "The tag", HelpName = "TAG" };
        tag.Validators.Add(r =>
        {
            if (string.IsNullOrWhiteSpace(r.GetValueOrDefault<string>())) r.AddError("--name is empty; right would be a word, such as pentest");
        });
        return Create(name, description, $"offtrail alerts {name} 194f2e --name pentest", clock, streams, note: false, tag, (desk, alerts, parsed, _) => (done, desk.Tag(alerts, parsed.GetRequiredValue(tag), there)));
    }

    private static Command Create(string name, string description, string example, TimeProvider clock, StandardStreams streams, bool note, Option? own,
        Func<AlertDesk, IReadOnlyList<StoredAlert>, ParseResult, string?, (string Done, int Changed)> change)
    {
        var ids = new Argument<string[]>("ALERT") { Description = "Ids, or what they begin with. Without any: all alerts that the options name", Arity = ArgumentArity.ZeroOrMore };
        var data = CommonOptions.Data();
        var by = new Option<string?>("--by") { Description = "Who does it. Default: your user name", HelpName = "WHO" };
        var said = new Option<string?>("--note") { Description = "What is to be said about it", HelpName = "TEXT" };
        var command = new Command(name, description) { ids, data, by };
        if (own is not null) command.Options.Add(own);
        if (note) command.Options.Add(said);
        var filter = new AlertFilterOptions(command);
        Examples.Add(command, example);
        command.SetAction(parsed =>
        {
            if (own is not null && parsed.GetResult(own) is null) throw new UsageException($"{own.Name} is missing: {char.ToLowerInvariant(own.Description![0])}{own.Description[1..]}. Right would be: {example}");
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var alerts = Choose(folder.State, parsed.GetValue(ids) ?? [], filter.Of(parsed, folder), name);
            var desk = new AlertDesk(folder.State, clock, parsed.GetValue(by) ?? Environment.UserName);
            var (done, changed) = change(desk, alerts, parsed, note ? parsed.GetValue(said) : null);
            streams.Out.WriteLine($"{Figures.Count(changed, "alert")} {done}{(changed < alerts.Count ? $"; {Figures.Number(alerts.Count - changed)} {(alerts.Count - changed == 1 ? "was" : "were")} so already" : "")}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static IReadOnlyList<StoredAlert> Choose(StateStore state, string[] ids, AlertFilter filter, string name)
    {
        if (ids.Length > 0)
            return filter.IsAny ? [.. ids.Select(id => AlertLookup.Alert(state, id)).DistinctBy(a => a.Id)] : throw new UsageException("either ids or options that choose alerts, not both");
        if (filter.IsAny) throw new UsageException($"which alerts? Name them, or say which with options: offtrail alerts {name} 194f2e, offtrail alerts {name} --rule rare_error_code --status open");
        return state.Alerts.List(filter) is { Count: > 0 } found ? found : throw new UsageException("no alert is so; \"offtrail alerts\" with the same options would list them");
    }
}
