using System.CommandLine;
using Offtrail.State;

namespace Offtrail.Cli;

/// <summary>The commands that say what became of alerts: named by their ids, or all that a filter finds.</summary>
internal static class AlertsChange
{
    public static IEnumerable<Command> All(TimeProvider clock, StandardStreams streams) => new[]
    {
        DeskCommand.Acknowledge("them", "offtrail alerts ack 194f2e"),
        DeskCommand.Close("them", "offtrail alerts close --rule rare_error_code --identity role/scanner --because benign"),
        DeskCommand.Reopen("them", "offtrail alerts reopen 194f2e --note \"it came again\""),
        Assign(), Comment(), Tag(there: true), Tag(there: false),
    }.Select(desk => desk.Create(
        new Argument<string[]>("ALERT") { Description = "Ids, or what they begin with. Without any: all alerts that the options name", Arity = ArgumentArity.ZeroOrMore },
        command =>
        {
            var filter = new AlertFilterOptions(command);
            return (parsed, folder, ids) => Choose(folder.State, ids, filter.Of(parsed, folder), desk.Name);
        }, clock, streams));

    private static DeskCommand Assign()
    {
        var to = new Option<string>("--to-person") { Description = "Who is to look at them; \"\" for nobody", HelpName = "WHO" };
        return new("assign", "Give them to somebody.", "offtrail alerts assign 194f2e --to-person ana",
            (desk, alerts, parsed, note) => ("assigned", desk.Assign(alerts, parsed.GetRequiredValue(to) is { Length: > 0 } who ? who : null, note)))
        { Needs = to };
    }

    private static DeskCommand Comment()
    {
        var text = new Option<string>("--note") { Description = "What is to be said", HelpName = "TEXT" };
        return new("comment", "Say something about them.", "offtrail alerts comment 194f2e --note \"asked the team\"",
            (desk, alerts, parsed, _) => ("commented", desk.Comment(alerts, parsed.GetRequiredValue(text))))
        { Needs = text, TakesNote = false };
    }

    private static DeskCommand Tag(bool there)
    {
        var (name, description, done) = there ? ("tag", "Add a tag.", "tagged") : ("untag", "Remove a tag.", "untagged");
        var tag = new Option<string>("--name") { Description = "The tag", HelpName = "TAG" };
        tag.Validators.Add(r =>
        {
            if (string.IsNullOrWhiteSpace(r.GetValueOrDefault<string>())) r.AddError("--name is empty; right would be a word, such as pentest");
        });
        return new(name, description, $"offtrail alerts {name} 194f2e --name pentest", (desk, alerts, parsed, _) => (done, desk.Tag(alerts, parsed.GetRequiredValue(tag), there))) { Needs = tag, TakesNote = false };
    }

    private static IReadOnlyList<StoredAlert> Choose(StateStore state, string[] ids, AlertFilter filter, string name)
    {
        if (ids.Length > 0)
            return filter.IsAny ? [.. ids.Select(id => AlertLookup.Alert(state, id)).DistinctBy(a => a.Id)] : throw new UsageException("either ids or options that choose alerts, not both");
        if (filter.IsAny) throw new UsageException($"which alerts? Name them, or say which with options: offtrail alerts {name} 194f2e, offtrail alerts {name} --rule rare_error_code --status open");
        return state.Alerts.List(filter) is { Count: > 0 } found ? found : throw new UsageException("no alert is so; \"offtrail alerts\" with the same options would list them");
    }
}
