namespace Offtrail.EndToEnd.Tests.Output;

/// <summary>Jobs and rules of the user's own, as YAML files. What is wrong is named by file, line and column, before any work.</summary>
public sealed class DefinitionFileTests
{
    private const string Job =
        """
        id: my_errors
        name: My errors
        description: Errors by service.
        bucket_span: 1h
        detectors:
          - function: rare
            by_field_name: aws.cloudtrail.error_code
        influencers: [source.ip]
        """;

    private const string Rule =
        """
        id: my_rule
        name: My rule
        type: machine_learning
        version: 1
        description: Mine.
        author: me
        license: Apache-2.0
        severity: high
        risk_score: 70
        job: my_errors
        anomaly_threshold: 40
        from: now-2h
        interval: 15m
        """;

    [Fact]
    public async Task A_job_and_a_rule_of_one_s_own_raise_alerts_of_their_own()
    {
        using var work = new Workspace();
        var alert = (await DetectAsync(work, Job, Rule)).ShouldExit(0).Documents.Single();
        alert.GetProperty("rule").GetProperty("id").GetString().ShouldBe("my_rule");
        alert.GetProperty("event").GetProperty("risk_score").GetInt32().ShouldBe(70);
    }

    [Theory]
    [InlineData("bucket_span: 1h", "bucket_spam: 1h", "job.yaml:4:1: ", "unknown key \"bucket_spam\"", "bucket_span")]
    [InlineData("    by_field_name: aws", "    over_the_top: 1\n    by_field_name: aws", "job.yaml:7:5: ", "unknown key \"over_the_top\"", "by_field_name")]
    [InlineData("bucket_span: 1h", "bucket_span: soon", "job.yaml:4:14: ", "bucket_span is \"soon\"", "such as")]
    [InlineData("function: rare", "function: weird", "job.yaml:6:15: ", "weird", "rare")]
    [InlineData("aws.cloudtrail.error_code", "aws.cloudtrail.error_cod", "job.yaml:7:20: ", "aws.cloudtrail.error_cod", "")]
    [InlineData("name: My errors\n", "", "job.yaml:", "\"name\" is missing", "")]
    [InlineData("id: my_errors", "id: my_errors\nid: again", "job.yaml:2:", "", "")]
    [InlineData("influencers: [source.ip]", "influencers: [source.ip", "job.yaml:", "not valid YAML", "")]
    public async Task A_wrong_job_is_named_by_its_place(string right, string wrong, string place, string what, string instead)
    {
        using var work = new Workspace();
        var run = await DetectAsync(work, Job.Replace(right, wrong, StringComparison.Ordinal), Rule);
        run.ShouldExit(2).ShouldSay(place, what, instead);
        Directory.Exists(work.Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("severity: high", "severety: high", "rule.yaml:8:1: ", "unknown key \"severety\"", "severity")]
    [InlineData("severity: high", "severity: huge", "rule.yaml:8:11: ", "huge", "low, medium, high, critical")]
    [InlineData("anomaly_threshold: 40", "anomaly_threshold: 400", "rule.yaml:11:20: ", "400", "from 0 to 100")]
    [InlineData("from: now-2h", "from: 2h", "rule.yaml:12:7: ", "from is \"2h\"", "now-2h")]
    [InlineData("job: my_errors", "job: nobody", "", "there is no job \"nobody\"", "rare_error_code")]
    public async Task A_wrong_rule_is_named_by_its_place(string right, string wrong, string place, string what, string instead)
    {
        using var work = new Workspace();
        var run = await DetectAsync(work, Job, Rule.Replace(right, wrong, StringComparison.Ordinal), withJob: !wrong.StartsWith("job:", StringComparison.Ordinal));
        run.ShouldExit(2).ShouldSay(place, what, instead);
        Directory.Exists(work.Data).ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_file_and_a_folder_are_no_definitions()
    {
        using var work = new Workspace();
        (await DetectAsync(work, "", Rule)).ShouldExit(2).ShouldSay("job.yaml");
        (await work.DetectAsync(work.Trail, "--rule", work.Root)).ShouldExit(2).ShouldSay(work.Root);
    }

    private static async Task<ProgramResult> DetectAsync(Workspace work, string job, string rule, bool withJob = true)
    {
        var (jobFile, ruleFile) = (Path.Combine(work.Root, "job.yaml"), Path.Combine(work.Root, "rule.yaml"));
        await File.WriteAllTextAsync(jobFile, job, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(ruleFile, rule, TestContext.Current.CancellationToken);
        string[] jobOption = withJob ? ["--job", jobFile] : [];
        return await work.DetectAsync([SmallTrail.Write(work), .. jobOption, "--rule", ruleFile, "--format", "ndjson"]);
    }
}
