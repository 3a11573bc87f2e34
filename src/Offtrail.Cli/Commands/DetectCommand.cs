using System.CommandLine;

namespace Offtrail.Cli;

/// <summary><c>offtrail detect PATH…</c>: from CloudTrail to explained alerts.</summary>
internal static class DetectCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var paths = CommonOptions.Paths();
        var data = CommonOptions.Data();
        var format = CommonOptions.FormatOfAlerts();
        var output = CommonOptions.Out();
        var from = new Option<string?>("--from") { Description = "Raise alerts from this time on; what was before is still learned from", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "Look at events before this time only", HelpName = "TIME" };
        var threshold = new Option<int?>("--threshold") { Description = "Least score of an alert, 0 to 100. Default: the rule's own (50: once in five days)", HelpName = "SCORE" };
        var jobs = new Option<string[]>("--job") { Description = "Run the rules of this job only: an id, or a YAML file. Repeatable", HelpName = "JOB" };
        var rules = new Option<string[]>("--rule") { Description = "Run this rule only: an id, or a YAML file. Repeatable", HelpName = "RULE" };
        var learning = new Option<bool>("--include-learning") { Description = "Raise alerts also while an account is still being learned" };
        var failOnAlert = new Option<bool>("--fail-on-alert") { Description = "Exit with 3 when there are new alerts" };
        var tuning = CommonOptions.Tuning();
        var threads = CommonOptions.Threads();
        var geo = CommonOptions.Geo();
        var ranges = CommonOptions.AwsRanges();
        var s3 = new S3Options(clock);
        CommonOptions.Range(threshold, 0, 100);
        var command = new Command("detect", "Read CloudTrail, learn what is usual in it, and print what is not.")
        {
            paths, data, format, output, from, to, threshold, jobs, rules, learning, tuning, failOnAlert, threads, geo, ranges,
        };
        s3.AddTo(command);
        Examples.Add(command,
            "offtrail detect ./cloudtrail                     a folder with all below it",
            "offtrail detect trail.zip more.ndjson.gz         files, whatever their form",
            "offtrail detect s3://my-trail/AWSLogs/           a bucket; the AWS SDK's credentials",
            "aws cloudtrail lookup-events | offtrail detect - standard input",
            "offtrail detect ./cloudtrail --format ndjson --out alerts.ndjson",
            "offtrail detect ./cloudtrail --from 2026-05-20 --threshold 75");
        command.SetAction((parsed, cancellationToken) =>
        {
            var run = new DetectRun(clock, streams)
            {
                Sources = CommonOptions.SourcesOf(parsed, paths, s3, CommonOptions.DataFolderOf(parsed.GetValue(data)), streams, cancellationToken),
                DataFolder = CommonOptions.DataFolderOf(parsed.GetValue(data)),
                Format = parsed.GetValue(format),
                Out = parsed.GetValue(output),
                From = CommonOptions.Moment(parsed.GetValue(from), "--from"),
                To = CommonOptions.Moment(parsed.GetValue(to), "--to"),
                Threshold = parsed.GetValue(threshold),
                Jobs = parsed.GetValue(jobs) ?? [],
                Rules = parsed.GetValue(rules) ?? [],
                Tuning = parsed.GetValue(tuning),
                IncludeLearning = parsed.GetValue(learning),
                FailOnAlert = parsed.GetValue(failOnAlert),
                Ingest = CommonOptions.IngestOf(parsed.GetValue(threads), parsed.GetValue(geo), parsed.GetValue(ranges)),
            };
            return run.RunAsync(cancellationToken);
        });
        return command;
    }
}
