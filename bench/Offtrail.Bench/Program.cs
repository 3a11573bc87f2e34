using Offtrail.Bench;

return args switch
{
    ["read-json", var folder, var form, var output] => ReadJson.Run(folder, form, output),
    ["speed", var offtrail, var folder] => SpeedBench.Run(offtrail, folder),
    ["memory", var offtrail, var folder, var larger] => MemoryBench.Run(offtrail, folder, larger),
    ["merge", var trail, var output] => MergeFiles.Run(trail, output),
    ["ingest", var offtrail, var large, var small] => IngestBench.Run(offtrail, large, small),
    ["multiply", var folder, var output, var copies] => Multiply.Run(folder, output, int.Parse(copies, System.Globalization.CultureInfo.InvariantCulture)),
    ["scale", var offtrail, var few, var many, var data] => ScaleBench.Run(offtrail, few, many, data),
    ["count-by", var lake, var field] => ScaleBench.CountBy(lake, field),
    ["jobs", var offtrail, var data] => JobsBench.Run(offtrail, data),
    ["bare-jobs", var data] => JobsBench.Bare(data),
    ["rows", var values] => ModelBench.Rows(int.Parse(values, System.Globalization.CultureInfo.InvariantCulture)),
    ["partitions", var function, var partitions] => ModelBench.Partitions(function, int.Parse(partitions, System.Globalization.CultureInfo.InvariantCulture)),
    ["runs", var folder] => RunBench.Measure(folder),
    ["runs", var folder, var records] => await RunBench.Fill(folder, int.Parse(records, System.Globalization.CultureInfo.InvariantCulture)).ConfigureAwait(false),
    ["alerts", var file, var count] => AlertBench.Run(file, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
    ["incidents", .. var pairs] => IncidentBench.Run(pairs),
    ["triage", .. var pairs] => TriageBench.Run(pairs),
    ["triage-fit", .. var pairs] => TriageFit.Run(pairs),
    ["triage-speed", var data] => TriageBench.Speed(data),
    ["web", var offtrail, var data] => await WebBench.RunAsync(offtrail, data).ConfigureAwait(false),
    ["fuzz", var folder, var inputs, var seed] => FuzzBench.Run(folder, long.Parse(inputs, System.Globalization.CultureInfo.InvariantCulture), int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Started by the scripts in bench; see bench/README.md");
    return 2;
}
