using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Output;

/// <summary><c>offtrail jobs …</c> over a small trail.</summary>
public sealed class JobsCommandTests
{
    [Fact]
    public async Task What_a_job_has_learned_is_told_once_it_has()
    {
        using var work = new Workspace();
        (await work.RunAsync("ingest", SmallTrail.Write(work), "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("jobs", "explain", "rare_error_code", "--data", work.Data)).ShouldExit(1).ShouldSay("\"offtrail jobs run rare_error_code\" lets it");
        (await work.RunAsync("jobs", "run", "--data", work.Data)).ShouldExit(0);

        var table = (await work.RunAsync("jobs", "explain", "rare_error_code", "--data", work.Data)).ShouldExit(0).Out;
        table.ShouldContain("rare by aws.cloudtrail.error_code in account");
        table.ShouldContain("a value that was never seen would score");
        table.ShouldContain("AccessDenied");

        var json = JsonNode.Parse((await work.RunAsync("jobs", "explain", "rare_error_code", "--of", "ACCESS", "--format", "json", "--data", work.Data)).ShouldExit(0).Out)!;
        var item = json["known"]![0]!["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)item["value"]!).ShouldBe("AccessDenied");
        item["partition"].ShouldBeNull();
        ((double)item["share"]!).ShouldBeInRange(0, 1);
    }

    [Theory]
    [InlineData("high_distinct_count_refused_calls")]
    [InlineData("rare_call_for_an_identity")]
    [InlineData("unusual_hour_for_an_identity")]
    [InlineData("unusual_identity_activity")]
    [InlineData("high_distinct_count_error_message")]
    public async Task Every_kind_of_job_tells_what_it_has_learned(string job)
    {
        using var work = new Workspace();
        (await work.RunAsync("ingest", SmallTrail.Write(work), "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("jobs", "run", job, "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("jobs", "explain", job, "--data", work.Data)).ShouldExit(0).Out.ShouldContain("active bucket");
    }

    [Fact]
    public async Task A_population_of_the_users_own_finds_who_is_refused_more_than_others()
    {
        using var work = new Workspace();
        var job = work.Write("mine.yaml", """
            id: mine
            name: Mine
            description: Who makes many different calls.
            detectors:
              - {function: high_distinct_count, field_name: event.action, over_field_name: offtrail.identity}
              - {function: freq_rare, by_field_name: event.action, over_field_name: offtrail.identity}
              - {function: high_count, by_field_name: event.action, partition_field_name: offtrail.identity}
            """);
        (await work.RunAsync("ingest", SmallTrail.Write(work), "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("jobs", "run", job, "--data", work.Data)).ShouldExit(0).ShouldSay("of 1 job");
        (await work.RunAsync("jobs", "explain", job, "--data", work.Data)).ShouldExit(0).Out.ShouldContain("high_distinct_count of event.action over offtrail.identity");
    }
}
