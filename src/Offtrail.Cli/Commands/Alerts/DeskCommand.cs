using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.State;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>A command that says what became of alerts, however they are chosen: by their ids, by a filter, by their incident.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Example">How to call it.</param>
/// <param name="Change">Does it: gives a word for it, and how many alerts changed.</param>
internal sealed record DeskCommand(string Name, string Description, string Example, Func<AlertDesk, IReadOnlyList<StoredAlert>, ParseResult, string?, (string Done, int Changed)> Change)
{
    /// <summary>An option that it needs; null for none.</summary>
    public Option? Needs { get; init; }

    /// <summary>Whether something may be said about it. Default true.</summary>
    public bool TakesNote { get; init; } = true;

    /// <summary>Says that somebody looks at them.</summary>
    public static DeskCommand Acknowledge(string of, string example) => new("ack", $"Say that somebody looks at {of}.", example, (desk, alerts, _, note) => ("acknowledged", desk.Acknowledge(alerts, note)));

    /// <summary>Closes them, with the reason.</summary>
    public static DeskCommand Close(string of, string example)
    {
        var because = new Option<CloseReason>("--because")
        {
            Description = "true-positive (an attack), benign (true, and allowed), false-positive, duplicate or other",
            HelpName = "REASON",
            CustomParser = result => CommonOptions.OneWord<CloseReason>("--because", result.Tokens[^1].Value, result),
        };
        return new("close", $"Close {of}, with the reason.", example, (desk, alerts, parsed, note) => ("closed", desk.Close(alerts, parsed.GetValue(because), note))) { Needs = because };
    }

    /// <summary>Opens them again.</summary>
    public static DeskCommand Reopen(string of, string example) => new("reopen", $"Open {of} again.", example, (desk, alerts, _, note) => ("opened again", desk.Reopen(alerts, note)));

    /// <summary>The option that says who does it.</summary>
    public static Option<string?> By() => new("--by") { Description = "Who does it. Default: your user name", HelpName = "WHO" };

    /// <summary>The option that says something about it.</summary>
    public static Option<string?> Note() => new("--note") { Description = "What is to be said about it", HelpName = "TEXT" };

    /// <summary>Makes the command.</summary>
    /// <param name="ids">Names what is chosen.</param>
    /// <param name="choices">Adds options that choose, and gives what chooses: by the names, or by the options.</param>
    /// <param name="clock">Tells when.</param>
    /// <param name="streams">Where to tell.</param>
    public Command Create(Argument<string[]> ids, Func<Command, Func<ParseResult, DataFolder, string[], IReadOnlyList<StoredAlert>>> choices, TimeProvider clock, StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var (by, said) = (By(), Note());
        var command = new Command(Name, Description) { ids, data, by };
        if (Needs is not null) command.Options.Add(Needs);
        if (TakesNote) command.Options.Add(said);
        var choose = choices(command);
        Examples.Add(command, Example);
        command.SetAction(parsed =>
        {
            if (Needs is not null && parsed.GetResult(Needs) is null) throw new UsageException($"{Needs.Name} is missing: {Needs.Description}. Right would be: {Example}");
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var alerts = choose(parsed, folder, parsed.GetValue(ids) ?? []);
            var (done, changed) = Change(new AlertDesk(folder.State, clock, parsed.GetValue(by) ?? Environment.UserName), alerts, parsed, TakesNote ? parsed.GetValue(said) : null);
            var already = alerts.Count - changed;
            streams.Out.WriteLine($"{Count(changed, "alert")} {done}{(already > 0 ? $"; {Number(already)} {(already == 1 ? "was" : "were")} so already" : "")}");
            return ExitCodes.Done;
        });
        return command;
    }
}
