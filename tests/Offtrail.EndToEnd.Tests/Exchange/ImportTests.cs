using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Exchange;

/// <summary>Jobs and rules of Elastic's: what is imported runs, what is not is told.</summary>
public sealed class ImportTests
{
    private const string Job = """
        {"job_id": "my-rare_code", "description": "What it looks at.", "analysis_config": {"bucket_span": "60m", "detectors": [{"function": "rare", "by_field_name": "aws.cloudtrail.error_code"}],
         "influencers": ["source.ip", "host.name"]}, "data_description": {"time_field": "@timestamp"}, "model_plot_config": {"enabled": true}}
        """;

    private const string Datafeed = """
        {"datafeed_id": "d", "job_id": "my-rare_code", "indices": ["logs-*"], "query": {"bool": {"filter": [{"term": {"event.dataset": "aws.cloudtrail"}}, {"exists": {"field": "aws.cloudtrail.error_code"}}]}}}
        """;

    private const string Rule = """
        [metadata]
        maturity = "production"

        [rule]
        name = "My rare code"
        description = "What it means."
        rule_id = "00000000-0000-4000-8000-000000000000"
        type = "machine_learning"
        machine_learning_job_id = ["my-rare_code", "not_here"]
        anomaly_threshold = 50
        severity = "high"
        risk_score = 73
        from = "now-2h"
        interval = "15m"
        timeline_id = "x"
        """;

    [Fact]
    public async Task A_job_and_its_rule_run_once_they_are_imported()
    {
        using var work = new Workspace();
        var (job, feed, rule) = (work.Write("in/job.json", Job), work.Write("in/feed.json", Datafeed), work.Write("in/rule.toml", Rule));
        (await work.RunAsync("rules", "import", rule, "--data", work.Data)).ShouldExit(1).ShouldSay("rule.toml: \"My rare code\" takes what the job my_rare_code, not_here finds, and there is no such job here", "0 rules imported; 1 refused.");

        var imported = (await work.RunAsync("jobs", "import", job, feed, "--data", work.Data)).ShouldExit(0).ShouldSay("1 job imported.");
        imported.Out.ShouldContain("not taken: analysis_config.influencers: names host.name, which is no field of the lake");
        imported.Out.ShouldContain("of no meaning here: query of event.dataset (always aws.cloudtrail here), datafeed_id, indices, model_plot_config");
        (await work.RunAsync("jobs", "show", "my_rare_code", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("filter: 'aws.cloudtrail.error_code: *'");
        (await work.RunAsync("jobs", "list", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("my_rare_code");

        var ruled = (await work.RunAsync("rules", "import", rule, "--data", work.Data)).ShouldExit(0);
        ruled.Out.ShouldContain("my_rare_code: \"My rare code\" of");
        ruled.Out.ShouldContain("not taken: machine_learning_job_id: there is no job not_here");
        ruled.Out.ShouldContain("not taken: timeline_id: there are no timelines");

        var alert = (await work.DetectAsync(work.Write("trail/trail.json", Sample.File(SmallTrail.Records())), "--rule", "my_rare_code", "--format", "ndjson")).ShouldExit(0).Documents.Single();
        alert.GetProperty("rule").GetProperty("name").GetString().ShouldBe("My rare code");
        alert.GetProperty("offtrail").GetProperty("anomaly").GetProperty("job_id").GetString().ShouldBe("my_rare_code");
        (await work.RunAsync("jobs", "run", "my_rare_code", "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("jobs", "validate", "my_rare_code", "--data", work.Data)).ShouldExit(0);
    }

    [Fact]
    public async Task What_is_there_stays_unless_it_is_to_be_replaced()
    {
        using var work = new Workspace();
        var job = work.Write("in/job.json", Job);
        (await work.RunAsync("jobs", "import", job, "--data", work.Data)).ShouldExit(0);
        var file = Path.Combine(work.Data, "jobs", "my_rare_code.yaml");
        File.AppendAllText(file, "# mine\n");
        (await work.RunAsync("jobs", "import", job, "--data", work.Data)).ShouldExit(1).ShouldSay("the data folder has a job with the id my_rare_code; --replace puts this one in its place");
        File.ReadAllText(file).ShouldEndWith("# mine\n");
        File.Move(file, Path.Combine(work.Data, "jobs", "other_name.yaml"));
        (await work.RunAsync("jobs", "import", job, "--data", work.Data)).ShouldExit(1);
        (await work.RunAsync("jobs", "import", job, "--replace", "--data", work.Data)).ShouldExit(0);
        File.Exists(file).ShouldBeFalse();
        File.ReadAllText(Path.Combine(work.Data, "jobs", "other_name.yaml")).ShouldNotContain("# mine");

        var rule = work.Write("in/rule.toml", Rule);
        (await work.RunAsync("rules", "import", rule, "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("rules", "import", rule, "--data", work.Data)).ShouldExit(1).ShouldSay("--replace");
        (await work.RunAsync("rules", "import", rule, "--replace", "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("rules", "history", "my_rare_code", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("imported from");
    }

    [Fact]
    public async Task A_file_of_this_name_with_something_else_in_it_stays()
    {
        using var work = new Workspace();
        (await work.RunAsync("jobs", "import", work.Write("in/job.json", Job), "--data", work.Data)).ShouldExit(0);
        var (jobs, rules) = (Path.Combine(work.Data, "jobs"), Path.Combine(work.Data, "rules"));
        File.WriteAllText(Path.Combine(jobs, "other.yaml"), File.ReadAllText(Path.Combine(jobs, "my_rare_code.yaml")).Replace("id: my_rare_code", "id: mine", StringComparison.Ordinal));
        (await work.RunAsync("jobs", "import", work.Write("in/other.json", Job.Replace("my-rare_code", "other", StringComparison.Ordinal)), "--replace", "--data", work.Data))
            .ShouldExit(1).ShouldSay("other.yaml holds a job of another id; give that file another name");
        File.ReadAllText(Path.Combine(jobs, "other.yaml")).ShouldContain("id: mine");

        (await work.RunAsync("rules", "import", work.Write("in/rule.toml", Rule), "--data", work.Data)).ShouldExit(0);
        File.Move(Path.Combine(rules, "my_rare_code.yaml"), Path.Combine(rules, "second.yaml"));
        (await work.RunAsync("rules", "import", work.Write("in/second.toml", Rule.Replace("My rare code", "Second", StringComparison.Ordinal)), "--replace", "--data", work.Data))
            .ShouldExit(1).ShouldSay("second.yaml holds a rule of another id");
        File.ReadAllText(Path.Combine(rules, "second.yaml")).ShouldContain("id: my_rare_code");
    }

    [Fact]
    public async Task A_trial_shows_the_yaml_and_writes_nothing()
    {
        using var work = new Workspace();
        var other = new JsonObject { ["job_id"] = "other", ["analysis_config"] = new JsonObject { ["bucket_span"] = "1h", ["detectors"] = new JsonArray(new JsonObject { ["function"] = "lat_long" }) } };
        var run = (await work.RunAsync("jobs", "import", work.Write("in/job.json", Job), work.Write("in/other.json", other.ToJsonString()), "--dry-run", "--data", work.Data)).ShouldExit(1)
            .ShouldSay("other.json: \"other\" analysis_config.detectors[0].function is \"lat_long\"; right would be rare, ", "1 job can be imported; nothing is written; 1 refused.");
        run.Out.ShouldStartWith("# Imported from the anomaly detection job my-rare_code (");
        run.Out.ShouldContain("\nid: my_rare_code\n");
        Directory.Exists(work.Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{\"analysis_config\": {", "in.json:1:")]
    [InlineData("[1]", "in.json[0]: is neither a job")]
    [InlineData("", "in.json:1:1: not valid JSON")]
    public async Task A_file_that_is_no_job_is_told_with_its_place(string text, string says)
    {
        using var work = new Workspace();
        (await work.RunAsync("jobs", "import", work.Write("in.json", text), "--data", work.Data)).ShouldExit(1).ShouldSay(says, "0 jobs imported; 1 refused.");
    }

    [Fact]
    public async Task What_is_wrong_with_the_command_is_told()
    {
        using var work = new Workspace();
        (await work.RunAsync("jobs", "import", "nothing.json", "--data", work.Data)).ShouldExit(2).ShouldSay("nothing.json: there is no such file");
        (await work.RunAsync("jobs", "import", work.Write("j.json", Job), "--map", "a", "--data", work.Data)).ShouldExit(2).ShouldSay("--map is \"a\"; right would be user.entity.id=offtrail.identity");
        (await work.RunAsync("jobs", "import", work.Write("j.json", Job), "--map", "a=b", "--data", work.Data)).ShouldExit(2).ShouldSay("--map names b, which is no field of the lake");
        (await work.RunAsync("rules", "import", "nothing.toml", "--data", work.Data)).ShouldExit(2);
        (await work.RunAsync("rules", "import", work.Trail, "--data", work.Data)).ShouldExit(2).ShouldSay("is a folder; right would be the files in it");
    }

    [Fact]
    public async Task Text_of_others_does_not_steer_the_terminal()
    {
        using var work = new Workspace();
        var evil = JsonNode.Parse(Job)!;
        evil["custom_settings"] = new JsonObject { ["security_app_display_name"] = "\u001b[31mred\u202e", ["\u001b]0;x"] = "y" };
        var file = work.Write("j.json", evil.ToJsonString());
        foreach (var more in new[] { "--dry-run", "--replace" })
        {
            var run = (await work.RunAsync("jobs", "import", file, more, "--data", work.Data)).ShouldExit(0);
            (run.Out + run.Error).ShouldNotContain('\u001b');
            (run.Out + run.Error).ShouldNotContain('\u202e');
        }
    }
}
