using System.Text.Json.Nodes;
using Offtrail.Anomalies;
using Offtrail.Exchange;
using Offtrail.Pipeline;

namespace Offtrail.Tests.Exchange;

/// <summary>Elastic's jobs become ours, in whatever form they come, and what is not taken is told.</summary>
public sealed class JobImportTests
{
    private static readonly Pack s_pack = Pack.Load();

    public static TheoryData<string> Five => [.. ElasticJobs.Five.Select(f => f.Id)];

    [Theory]
    [MemberData(nameof(Five))]
    public void Each_of_the_five_is_the_job_of_the_pack(string id)
    {
        var imported = One(ElasticJobs.File($"{id}.json", ElasticJobs.Job(id)), ElasticJobs.File($"datafeed_{id}.json", ElasticJobs.Datafeed(id)));
        var job = Parse(imported);
        var own = s_pack.Job(id);
        (job.Id, job.BucketSpan).ShouldBe((own.Id, own.BucketSpan));
        job.Detectors.Select(d => d.Description).ShouldBe(own.Detectors.Select(d => d.Description));
        job.Influencers.ShouldBe(["aws.cloudtrail.user_identity.arn", "source.ip", "source.geo.city_name"]);
        job.Name.ShouldBe(ElasticJobs.Five.Single(f => f.Id == id).Name);
        imported.Notes.Left.ShouldBeEmpty();
    }

    [Fact]
    public void It_does_not_matter_in_which_form_they_come()
    {
        var ids = ElasticJobs.Five.Select(f => f.Id).ToArray();
        JsonNode[] jobs = [.. ids.Select(id => ElasticJobs.Job(id).With("job_id", id))];
        JsonNode[] feeds = [.. ids.Select(id => ElasticJobs.Datafeed(id).With("job_id", id).With("datafeed_id", $"datafeed-{id}"))];
        JsonArray List(IEnumerable<JsonNode> nodes) => new([.. nodes.Select(n => n.DeepClone())]);
        JsonObject Named(string list, IEnumerable<JsonNode> nodes) => new() { ["count"] = 5, [list] = List(nodes) };

        ForeignFile[][] forms =
        [
            [ElasticJobs.File("all.json", List(jobs.Concat(feeds)))],
            [ElasticJobs.File("jobs.json", Named("jobs", jobs)), ElasticJobs.File("feeds.json", Named("datafeeds", feeds))],
            [ElasticJobs.File("export.json", List(jobs.Zip(feeds, (j, f) => new JsonObject { ["job"] = j.DeepClone(), ["datafeed"] = f.DeepClone() })))],
            [ElasticJobs.File("inside.json", List(jobs.Zip(feeds, (j, f) => (JsonNode)((JsonObject)j).With("datafeed_config", f.DeepClone()))))],
            [ElasticJobs.File("module.json", new JsonObject { ["type"] = "ml-module", ["id"] = "x", ["attributes"] = new JsonObject
            {
                ["jobs"] = List(ids.Select(id => new JsonObject { ["id"] = id, ["config"] = ElasticJobs.Job(id) })),
                ["datafeeds"] = List(ids.Select(id => new JsonObject { ["id"] = $"datafeed-{id}", ["job_id"] = id, ["config"] = ElasticJobs.Datafeed(id) })),
            } })],
            [.. ids.Select((id, i) => ElasticJobs.File($"m/j{i}.json", ElasticJobs.Job(id))), .. ids.Select((id, i) => ElasticJobs.File($"m/d{i}.json", ElasticJobs.Datafeed(id))), ElasticJobs.File("m/manifest.json", new JsonObject
            {
                ["jobs"] = List(ids.Select((id, i) => new JsonObject { ["id"] = id, ["file"] = $"j{i}.json" })),
                ["datafeeds"] = List(ids.Select((id, i) => new JsonObject { ["id"] = $"datafeed-{id}", ["job_id"] = id, ["file"] = $"d{i}.json" })),
            })],
        ];
        foreach (var form in forms)
        {
            var result = Read(form);
            result.Refused.ShouldBeEmpty(form[0].Name);
            result.Imported.Select(i => i.Id).ShouldBe(ids, form[0].Name);
            result.Imported.ShouldAllBe(i => Parse(i).Filter!.EndsWith(": *", StringComparison.Ordinal), form[0].Name);
        }
    }

    [Fact]
    public void Every_setting_of_the_tables_is_taken_told_or_refused()
    {
        foreach (var setting in JobSettings.Table.All.Where(s => s.Use is SettingUse.Left or SettingUse.Needless))
        {
            var imported = One(ElasticJobs.File("rare_error_code.json", Set(ElasticJobs.Job("rare_error_code"), setting.Key, "x")));
            (imported.Notes.Needless.Contains(setting.Key) || imported.Notes.Left.Any(l => WithoutIndex(l.Setting) == setting.Key)).ShouldBeTrue(setting.Key);
            imported.Yaml.ShouldContain(setting.Key.Split('.')[^1]);
        }

        foreach (var setting in JobSettings.Table.All.Where(s => s.Use == SettingUse.Refused))
            Refused(ElasticJobs.File("rare_error_code.json", Set(ElasticJobs.Job("rare_error_code"), setting.Key, "x"))).Reason.ShouldContain($"{setting.Key} can't be taken: {setting.What}");
        foreach (var setting in DatafeedSettings.Table.All.Where(s => s.Use == SettingUse.Refused))
            Refused(ElasticJobs.File("rare_error_code.json", ElasticJobs.Job("rare_error_code")), ElasticJobs.File("datafeed_rare_error_code.json", Set(ElasticJobs.Datafeed("rare_error_code"), setting.Key, "x"))).Reason.ShouldContain($"{setting.Key} can't be taken");
    }

    [Fact]
    public void Every_setting_of_the_tables_that_is_taken_is_asked_for()
    {
        var job = ElasticJobs.Job("rare_method_for_a_city").With("job_id", "x");
        job["analysis_config"]!["detectors"] = JsonNode.Parse("""
            [{"function": "rare", "by_field_name": "event.action", "partition_field_name": "user.name"}, {"function": "high_mean", "field_name": "source.as.number", "by_field_name": "event.action", "over_field_name": "user.name"}]
            """);
        var feed = ElasticJobs.Datafeed("rare_method_for_a_city").With("job_id", "x").With("query_delay", "90s")
            .With("runtime_mappings", JsonNode.Parse("""{"user.name":{"type":"keyword"}}""")).With("script_fields", JsonNode.Parse("""{"user.id":{}}"""));
        var imported = One(ElasticJobs.File("x.json", new JsonArray(job, feed)));
        imported.Notes.Left.ShouldBeEmpty();
        var parsed = Parse(imported);
        parsed.QueryDelay.ShouldBe(TimeSpan.FromSeconds(90));
        parsed.Detectors.Select(d => d.Description).ShouldBe(["rare by event.action partition by user.name", "high_mean of source.as.number by event.action over user.name"]);
        string[] keys = [.. job["analysis_config"]!["detectors"]!.AsArray().SelectMany(d => d!.AsObject()).Select(m => $"analysis_config.detectors.{m.Key}"), .. feed.Select(m => m.Key), "job_id"];
        JobSettings.Table.All.Where(s => s.Use == SettingUse.Taken && s.Key.Contains("detectors", StringComparison.Ordinal)).Select(s => s.Key).Except(keys).ShouldBeEmpty();
        DatafeedSettings.Table.All.Where(s => s.Use == SettingUse.Taken).Select(s => s.Key).Except(keys).ShouldBeEmpty();
    }

    [Fact]
    public void A_setting_that_nobody_knows_is_told() =>
        One(ElasticJobs.File("rare_error_code.json", ElasticJobs.Job("rare_error_code").With("colour", "red"))).Notes.Left.ShouldContain(("colour", "a setting of this name is not known"));

    [Fact]
    public void A_setting_that_says_nothing_is_passed_over()
    {
        var job = ElasticJobs.Job("rare_error_code").With("model_snapshot_id", null);
        job["analysis_config"]!["categorization_filters"] = new JsonArray();
        job["analysis_config"]!["detectors"]![0]!["use_null"] = false;
        var notes = One(ElasticJobs.File("rare_error_code.json", job)).Notes;
        notes.Left.Select(l => l.Setting).ShouldBe(["datafeed"]);
        notes.Needless.ShouldNotContain("model_snapshot_id");
    }

    [Theory]
    [InlineData("avg", "mean")]
    [InlineData("high_dc", "high_distinct_count")]
    [InlineData("low_nzc", "low_non_zero_count")]
    [InlineData("high_sum", "high_sum")]
    public void Functions_have_their_long_names(string theirs, string ours)
    {
        var job = ElasticJobs.Job("high_distinct_count_error_message");
        job["analysis_config"]!["detectors"]![0]!["function"] = theirs;
        Parse(One(ElasticJobs.File("j.json", job))).Detectors.Single().FunctionName.ShouldBe(ours);
    }

    [Theory]
    [InlineData("function", "info_content", "detectors[0].function is \"info_content\"; right would be rare, freq_rare, count")]
    [InlineData("by_field_name", "process.name", "detectors[0].by_field_name is process.name, which is no field of the lake (docs/fields.md lists them); --map process.name=FIELD puts")]
    [InlineData("by_field_name", null, "detectors[0].by_field_name is missing, which rare needs")]
    [InlineData("field_name", "user.name", "detectors[0].field_name can't be taken: rare has none")]
    [InlineData("function", 3, "detectors[0].function is 3; right would be a text")]
    public void A_detector_that_can_not_be_is_refused(string key, object? value, string says)
    {
        var job = ElasticJobs.Job("rare_error_code");
        job["analysis_config"]!["detectors"]![0]![key] = value is int n ? n : (string?)value;
        Refused(ElasticJobs.File("j.json", job)).Reason.ShouldContain(says);
    }

    [Fact]
    public void Two_divisions_of_a_bucket_are_refused()
    {
        var job = ElasticJobs.Job("rare_method_for_a_city");
        job["analysis_config"]!["detectors"]![0]!["over_field_name"] = "user.name";
        Refused(ElasticJobs.File("j.json", job)).Reason.ShouldContain("over_field_name can't be taken beside partition_field_name");
    }

    [Theory]
    [InlineData("2d", "analysis_config.bucket_span is \"2d\"; right would be a time from 1m to 1d")]
    [InlineData("soon", "analysis_config.bucket_span is \"soon\"")]
    public void A_span_out_of_range_is_refused(string span, string says)
    {
        var job = ElasticJobs.Job("rare_error_code");
        job["analysis_config"]!["bucket_span"] = span;
        Refused(ElasticJobs.File("j.json", job)).Reason.ShouldContain(says);
    }

    [Fact]
    public void A_query_that_can_not_be_said_refuses_its_job_alone()
    {
        var result = Read(
            ElasticJobs.File("a.json", new JsonArray(ElasticJobs.Job("rare_error_code").With("job_id", "bad-one"), ElasticJobs.Job("rare_error_code").With("job_id", "good.one"))),
            ElasticJobs.File("b.json", new JsonObject { ["job_id"] = "bad-one", ["datafeed_id"] = "d", ["query"] = JsonNode.Parse("""{"script":{}}""") }));
        result.Imported.Single().Id.ShouldBe("good_one");
        var refused = result.Refused.Single();
        (refused.Place, refused.Name).ShouldBe(("a.json[0]", "bad-one"));
        refused.Reason.ShouldStartWith("datafeed b.json: query.script can't be taken");
    }

    [Fact]
    public void A_computed_field_needs_one_of_the_lake_in_its_place()
    {
        var job = ElasticJobs.Job("rare_method_for_a_username");
        job["analysis_config"]!["detectors"]![0]!["partition_field_name"] = "user.entity.id_computed";
        var feed = ElasticJobs.Datafeed("rare_method_for_a_username").With("job_id", "j").With("script_fields", JsonNode.Parse("""{"user.entity.id_computed":{"script":{"id":"x"}}}"""));
        ForeignFile[] files = [ElasticJobs.File("j.json", job), ElasticJobs.File("datafeed_j.json", feed)];
        Read(files).Refused.Single().Reason.ShouldContain("--map user.entity.id_computed=FIELD");
        var result = JobImport.Read(files, new FieldNames(new Dictionary<string, string> { ["user.entity.id_computed"] = "offtrail.identity" }), s_pack.JobVocabulary);
        Parse(result.Imported.Single()).Detectors.Single().PartitionField.ShouldBe("offtrail.identity");
    }

    [Fact]
    public void What_does_not_fit_together_is_told()
    {
        Read(ElasticJobs.File("d.json", ElasticJobs.Datafeed("rare_error_code").With("job_id", "nobody"))).Refused.Single().Reason.ShouldBe("is the datafeed of the job nobody, which is not among the files");
        Read(ElasticJobs.File("m.json", JsonNode.Parse("""{"jobs":[{"id":"x","file":"x.json"}]}""")!)).Refused.Single().Reason.ShouldBe("the manifest names the file x.json, which was not given");
        Read(ElasticJobs.File("x.json", JsonNode.Parse("""{"hello":1}""")!)).Refused.Single().Reason.ShouldContain("is neither a job");
        Read(ElasticJobs.File("x.json", new JsonArray(ElasticJobs.Job("rare_error_code"), ElasticJobs.Job("rare_error_code")))).Refused.Single().Reason.ShouldBe("has the id of x.json[0], x");
        var feed = ElasticJobs.Datafeed("rare_error_code").With("job_id", "x");
        Read(ElasticJobs.File("x.json", ElasticJobs.Job("rare_error_code")), ElasticJobs.File("f.json", new JsonArray(feed, feed.DeepClone()))).Refused.Single().Reason.ShouldBe("has more than one datafeed: f.json[0], f.json[1]");
    }

    [Theory]
    [InlineData("{\n \"a\": }", "j.json:2:7: not valid JSON")]
    [InlineData("", "j.json:1:1: not valid JSON")]
    [InlineData("{\"job_id\":\"a\",\"job_id\":\"b\"}", "j.json:1:")]
    [InlineData("[]", "holds no job; right would be a job, which has analysis_config")]
    [InlineData("{\"count\":0,\"jobs\":[]}", "holds no job")]
    public void A_file_that_is_broken_says_where(string text, string says) => Read(new ForeignFile("j.json", text)).Refused.Single().Reason.ShouldContain(says);

    [Fact]
    public void Text_of_others_stays_text()
    {
        var job = ElasticJobs.Job("rare_error_code").With("description", "a: b # c\n--- \n\u001b[31m\u2028 'q' \"q\"\n- x").With("job_id", "x");
        job["custom_settings"]!["security_app_display_name"] = "name\nfilter: 'x: y'";
        var imported = One(ElasticJobs.File("evil\nid: other\n.json", job));
        var parsed = Parse(imported);
        parsed.Name.ShouldBe("name\nfilter: 'x: y'");
        parsed.Description.ShouldContain("\u001b[31m");
        parsed.Filter.ShouldBeNull();
        parsed.Id.ShouldBe("x");
    }

    private static ImportResult Read(params ForeignFile[] files) => JobImport.Read(files, FieldNames.AsTheyAre, s_pack.JobVocabulary);

    private static ImportedDefinition One(params ForeignFile[] files)
    {
        var result = Read(files);
        result.Refused.ShouldBeEmpty();
        return result.Imported.Single();
    }

    private static RefusedDefinition Refused(params ForeignFile[] files)
    {
        var result = Read(files);
        result.Imported.ShouldBeEmpty();
        return result.Refused.Single();
    }

    private static JobDefinition Parse(ImportedDefinition imported) => JobDefinition.Parse(imported.Yaml, "j.yaml", s_pack.JobVocabulary);

    private static JsonObject Set(JsonObject o, string key, string value)
    {
        JsonNode at = o;
        var parts = key.Split('.');
        foreach (var part in parts[..^1]) at = part == "detectors" ? at[part]![0]! : at[part]!;
        at[parts[^1]] = value;
        return o;
    }

    private static string WithoutIndex(string path) => path.Replace("[0]", "", StringComparison.Ordinal);
}
