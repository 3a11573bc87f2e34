using System.CommandLine;

namespace Offtrail.Cli;

/// <summary><c>offtrail report</c>: a triage as one HTML file to hand on.</summary>
internal static class ReportCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var id = TriageCommand.Id();
        var (data, incident) = (CommonOptions.Data(), TriageCommand.Incident());
        var output = new Option<string?>("--out") { Description = "The HTML file to write (needed); \"-\" for standard output", HelpName = "FILE" };
        var command = new Command("report", "Write the triage of an alert or incident as one HTML file: it needs no network and prints well.") { id, data, incident, output };
        Examples.Add(command, "offtrail report 194f2e --out alert.html", "offtrail report 17c07b317ddd --out incident.html");
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(output) is not { Length: > 0 } path) throw new UsageException("--out is missing; right would be --out report.html");
            using var writer = ResultWriter.Open(path, streams);
            var page = ReportPage.Write(TriageCommand.Run(parsed.GetValue(data), parsed.GetValue(id), parsed.GetValue(incident), clock));
            writer.Writer.Write(page);
            return ExitCodes.Done;
        });
        return command;
    }
}
