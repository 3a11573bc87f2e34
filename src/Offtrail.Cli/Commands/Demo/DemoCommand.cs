using System.CommandLine;

namespace Offtrail.Cli;

/// <summary><c>offtrail demo</c>: the main job on a made-up organisation with an attack in it.</summary>
internal static class DemoCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var seed = new Option<int>("--seed") { Description = "Another seed, another organisation. Default: 1", DefaultValueFactory = _ => 1, HelpName = "N" };
        var days = new Option<int>("--days") { Description = "Length of its history, 10 to 365. Default: 30", DefaultValueFactory = _ => 30, HelpName = "N" };
        var data = new Option<string?>("--data") { Description = "Folder for the made-up trail and what is found in it. Default: offtrail/demo in your data directory", HelpName = "DIR" };
        var open = new Option<bool>("--open") { Description = "Then serve what was found, on a free port of this machine, and open the pages in the browser. Runs until it is stopped" };
        var format = CommonOptions.Format();
        var output = CommonOptions.Out();
        CommonOptions.Range(seed, int.MinValue, int.MaxValue);
        CommonOptions.Range(days, 10, 365);
        var command = new Command("demo", "Make up an organisation's CloudTrail with an attack in it, and find the attack.") { open, seed, days, data, format, output };
        Examples.Add(command, "offtrail demo", "offtrail demo --open", "offtrail demo --seed 7 --days 60", "offtrail demo --format ndjson");
        command.SetAction((parsed, cancellationToken) => new DemoRun(clock, streams)
        {
            Seed = parsed.GetValue(seed),
            Days = parsed.GetValue(days),
            Folder = parsed.GetValue(data) ?? Path.Combine(CommonOptions.UserFolder(), "demo"),
            Format = parsed.GetValue(format),
            Out = parsed.GetValue(output),
            Open = parsed.GetValue(open),
        }.RunAsync(cancellationToken));
        return command;
    }
}
