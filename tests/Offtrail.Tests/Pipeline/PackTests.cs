using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline;

/// <summary>What ships with the program.</summary>
public sealed class PackTests
{
    private static readonly Pack s_pack = Pack.Load();

    [Fact]
    public void Every_file_of_the_pack_is_loaded_under_its_own_name()
    {
        s_pack.JobsById.Keys.ShouldBe(Names("jobs"), ignoreOrder: true);
        s_pack.RulesById.Keys.ShouldBe(Names("rules"), ignoreOrder: true);
        s_pack.JobsById.Count.ShouldBeGreaterThanOrEqualTo(14);
    }

    [Fact]
    public void Every_job_has_a_rule_of_its_own_id() => s_pack.RulesById.Values.Select(r => (r.Id, r.JobIds.Single())).ShouldBe(s_pack.JobsById.Keys.Select(j => (j, j)), ignoreOrder: true);

    [Fact]
    public void Every_job_says_what_it_sees_and_what_makes_it_noisy() =>
        s_pack.JobsById.Values.Where(j => !j.Description.StartsWith("Sees ", StringComparison.Ordinal) || !j.Description.Contains(" Noisy ", StringComparison.Ordinal)).Select(j => j.Id).ShouldBeEmpty();

    [Fact]
    public void Every_rule_names_its_techniques_and_what_may_be_false_about_it() =>
        s_pack.RulesById.Values.Where(r => r.Threats.Count == 0 || r.Threats.Any(t => string.IsNullOrEmpty(t.TechniqueId) || t.TacticId.Length == 0) || r.FalsePositives.Count == 0).Select(r => r.Id).ShouldBeEmpty();

    [Theory]
    [InlineData("rare_error_code", "rare by aws.cloudtrail.error_code", "aws.cloudtrail.user_identity.arn")]
    [InlineData("rare_method_for_a_city", "rare by event.action partition by source.geo.city_name", "aws.cloudtrail.user_identity.arn")]
    [InlineData("rare_method_for_a_country", "rare by event.action partition by source.geo.country_iso_code", "aws.cloudtrail.user_identity.arn")]
    [InlineData("rare_method_for_a_username", "rare by event.action partition by user.name", "user.name")]
    public void A_job_of_the_reference_has_its_detector_span_influencers_and_rule(string id, string detector, string who)
    {
        var job = s_pack.Job(id);
        job.Detectors.ShouldHaveSingleItem().Description.ShouldBe(detector);
        (job.BucketSpan, job.Filter, job.Scope, job.Detectors[0].ByValues).ShouldBe((TimeSpan.FromHours(1), null, JobScope.Account, null));
        job.Influencers.ShouldBe([who, "source.ip", "source.geo.city_name"]);
        var rule = s_pack.Rule(id);
        (rule.JobIds.Single(), rule.Threshold, rule.Severity, rule.RiskScore, rule.MaxAlerts).ShouldBe((id, 50, "low", 21, 100));
        (rule.From, rule.Interval).ShouldBe((TimeSpan.FromHours(2), TimeSpan.FromMinutes(15)));
    }

    [Fact]
    public void Every_part_of_an_entity_is_a_job_that_gives_signs_on_the_same_events()
    {
        var jobs = s_pack.JobsById.Values.Where(j => j.Entity is not null).ToArray();
        jobs.Select(j => j.Id).ShouldContain("unusual_identity_activity");
        foreach (var job in jobs)
        {
            job.Entity!.Parts.Select(p => p.JobId).Distinct().Count().ShouldBe(job.Entity.Parts.Count);
            foreach (var part in job.Entity.Parts)
            {
                var of = s_pack.Job(part.JobId);
                of.Detectors.ShouldHaveSingleItem().PartitionField.ShouldBe(job.Entity.Field, part.JobId);
                (of.BucketSpan, of.Scope, of.Filter).ShouldBe((job.BucketSpan, job.Scope, job.Filter), part.JobId);
            }
        }
    }

    [Fact]
    public void Every_filter_can_be_asked_of_a_lake_and_every_list_holds_each_value_once()
    {
        using var lake = new SmallLake();
        lake.Add(SmallLake.Record("a", Made.May, "AccessDenied"));
        foreach (var job in s_pack.JobsById.Values)
        {
            foreach (var detector in job.Detectors) Datafeed.Read(lake.Reader, lake.Segments, new Feed(job, detector), long.MinValue, long.MaxValue).Count().ShouldBeLessThanOrEqualTo(1, job.Id);
            job.Influencers.Where(i => !EventColumns.TryFind(i, out _)).ShouldBeEmpty(job.Id);
            foreach (var list in job.Detectors.Select(d => d.ByValues).OfType<IReadOnlyList<string>>().Append(job.SensitiveValues)) list.Distinct().Count().ShouldBe(list.Count, job.Id);
        }

        s_pack.Job("rare_call_for_an_identity").SensitiveValues.ShouldContain("StopLogging");
        s_pack.Job("rare_sensitive_call").Detectors[0].ByValues.ShouldBe(s_pack.Job("rare_call_for_an_identity").SensitiveValues);
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf("packs", "cloudtrail", folder), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!);
}
