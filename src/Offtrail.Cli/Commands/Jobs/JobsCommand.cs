using System.CommandLine;

namespace Offtrail.Cli;

/// <summary><c>offtrail jobs …</c>: what is judged, and how.</summary>
internal static class JobsCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var jobs = new Command("jobs", "Look at the anomaly detection jobs, run them, check them against the lake.")
        {
            JobsList.Create(streams),
            JobsShow.Create(streams),
            JobsRun.Create(clock, streams),
            JobsValidate.Create(streams),
            JobsExplain.Create(streams),
            JobsSnapshots.Create(streams),
            JobsReset.Create(streams),
            JobsImport.Create(streams),
        };
        Examples.Add(jobs,
            "offtrail jobs list                               all jobs, with what they judge",
            "offtrail jobs show rare_call_for_an_identity     one job's definition",
            "offtrail jobs validate my_job.yaml               what would be learned too late",
            "offtrail jobs import job.json datafeed.json      take jobs of Elastic over",
            "offtrail jobs run                                compute all records, raise no alert",
            "offtrail jobs explain rare_error_code            what it has learned, and what would be unusual",
            "offtrail jobs snapshots                          from where each job can go on",
            "offtrail jobs reset rare_error_code              let it begin anew at the next run");
        return jobs;
    }
}
