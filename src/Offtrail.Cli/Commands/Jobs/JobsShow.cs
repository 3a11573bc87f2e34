using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail jobs show</c>.</summary>
internal static class JobsShow
{
    public static Command Create(StandardStreams streams)
    {
        var job = new Argument<string>("JOB") { Description = "A job's id, or a YAML file" };
        var data = CommonOptions.Data();
        var command = new Command("show", "A job's definition as YAML: the pattern for one of your own.") { job, data };
        Examples.Add(command, "offtrail jobs show rare_error_code", "offtrail jobs show rare_error_code > my_job.yaml");
        command.SetAction(parsed =>
        {
            var pack = Pack.Load(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            streams.Out.Write(PlainText.Lines(pack.TextOf(pack.Job(parsed.GetRequiredValue(job)))));
            return ExitCodes.Done;
        });
        return command;
    }
}
