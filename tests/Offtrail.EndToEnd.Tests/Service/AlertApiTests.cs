using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Service;

[Collection(nameof(ApiCollection))]
public sealed class AlertApiTests(ApiFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_in_parts_is_the_list_of_the_command_line()
    {
        using var client = fixture.Service.Client(fixture.Viewer);
        var ids = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/alerts?limit=3{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}", Cancelled);
            page.GetProperty("items").GetArrayLength().ShouldBeInRange(1, 3);
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("id").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }

        var listed = (await fixture.Work.RunAsync("alerts", "--data", fixture.Work.Data, "--format", "ndjson")).ShouldExit(0).Documents.Select(d => d.GetProperty("offtrail").GetProperty("alert").GetProperty("id").GetString()!).ToArray();
        listed.Length.ShouldBeGreaterThan(10);
        ids.ShouldBe(listed.Reverse());
    }

    [Fact]
    public async Task A_change_is_refused_when_somebody_else_was_faster()
    {
        using var client = fixture.Service.Client(fixture.Analyst);
        var path = $"/api/v1/alerts/{await IdAsync(client, 0)}";
        var read = await client.GetAsync(path, Cancelled);
        using var first = Patch(path, new JsonObject { ["assignee"] = "the-faster" }, read.Headers.ETag);
        var changed = await client.SendAsync(first, Cancelled);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await changed.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("offtrail").GetProperty("alert").GetProperty("assignee").GetString().ShouldBe("the-faster");
        using var second = Patch(path, new JsonObject { ["assignee"] = "the-slower" }, read.Headers.ETag);
        (await client.SendAsync(second, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var third = Patch(path, new JsonObject { ["assignee"] = "the-slower" }, changed.Headers.ETag);
        (await client.SendAsync(third, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_done_over_the_API_is_what_the_command_line_shows_and_stands_in_the_audit_log()
    {
        using var client = fixture.Service.Client(fixture.Analyst);
        var id = await IdAsync(client, 1);
        using var close = Patch($"/api/v1/alerts/{id}", new JsonObject { ["status"] = "closed", ["closed_reason"] = "benign", ["note"] = "known" }, null);
        (await client.SendAsync(close, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsync($"/api/v1/alerts/{id}/comments", RunningService.Json(new JsonObject { ["text"] = "a word" }), Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await fixture.Work.RunAsync("alerts", "show", id, "--data", fixture.Work.Data)).ShouldExit(0).Out.ShouldContain("closed: benign");
        var changes = await client.GetFromJsonAsync<JsonElement>($"/api/v1/alerts/{id}/changes", Cancelled);
        changes.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("action").GetString()).ShouldBe(["close", "comment"]);
        using var admin = fixture.Service.Client(fixture.Admin);
        var audit = await admin.GetFromJsonAsync<JsonElement>("/api/v1/audit?limit=1000", Cancelled);
        audit.GetProperty("items").EnumerateArray().Where(a => a.GetProperty("subject").GetString() == id).Select(a => a.GetProperty("action").GetString()).ShouldBe(["alert.comment", "alert.change"]);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=x", "limit")]
    [InlineData("?status=shut", "status")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?from=2026-05-02&to=2026-05-01", "from")]
    [InlineData("?cursor=abc", "cursor")]
    [InlineData("?least_score=101", "least_score")]
    public async Task A_wrong_query_is_a_problem_that_names_the_field(string query, string field)
    {
        using var client = fixture.Service.Client(fixture.Viewer);
        var answer = await client.GetAsync($"/api/v1/alerts{query}", Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
    }

    [Theory]
    [InlineData("""{"status":"closed"}""", "closed_reason")]
    [InlineData("""{"status":"shut"}""", "status")]
    [InlineData("""{"closed_reason":"benign"}""", "closed_reason")]
    [InlineData("""{"colour":"red"}""", "colour")]
    public async Task A_wrong_body_is_a_problem_that_names_the_field(string body, string field)
    {
        using var client = fixture.Service.Client(fixture.Analyst);
        using var request = Patch($"/api/v1/alerts/{await IdAsync(client, 2)}", JsonNode.Parse(body)!, null);
        var answer = await client.SendAsync(request, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
    }

    [Theory]
    [InlineData("status=shut", "status")]
    [InlineData("colour=red", "query")]
    [InlineData("least_score=many", "query")]
    [InlineData("sort=colour", "sort")]
    [InlineData(null, "query")]
    public async Task A_filter_that_could_not_be_asked_for_is_not_kept(string? query, string field)
    {
        using var client = fixture.Service.Client(fixture.Viewer);
        var answer = await client.PutAsync("/api/v1/alerts/filters/mine", RunningService.Json(new JsonObject { ["query"] = query }), Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
        (await client.DeleteAsync("/api/v1/alerts/filters/mine", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("merge", """{"incidents":[]}""", "incidents")]
    [InlineData("merge", """{"incidents":["ID"]}""", "incidents")]
    [InlineData("merge", """{"incidents":["000000000000"]}""", "incidents")]
    [InlineData("split", """{"alerts":[]}""", "alerts")]
    [InlineData("split", """{"alerts":["000000000000"]}""", "alerts")]
    [InlineData("split", """{"alerts":["x"],"colour":"red"}""", "colour")]
    [InlineData("comments", """{"text":""}""", "text")]
    public async Task What_can_not_be_done_to_an_incident_is_a_problem_that_names_the_field(string what, string body, string field)
    {
        using var client = fixture.Service.Client(fixture.Analyst);
        var id = (await client.GetFromJsonAsync<JsonElement>("/api/v1/incidents?limit=1", Cancelled)).GetProperty("items")[0].GetProperty("id").GetString()!;
        var answer = await client.PostAsync($"/api/v1/incidents/{id}/{what}", RunningService.Json(JsonNode.Parse(body.Replace("ID", id, StringComparison.Ordinal))!), Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
        (await client.PostAsync($"/api/v1/incidents/000000000000/{what}", RunningService.Json(new JsonObject { ["note"] = null }), Cancelled)).IsSuccessStatusCode.ShouldBeFalse();
        using var viewer = fixture.Service.Client(fixture.Viewer);
        (await viewer.PostAsync($"/api/v1/incidents/{id}/{what}", RunningService.Json(JsonNode.Parse(body)!), Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_triage_and_a_guide_are_those_of_the_command_line()
    {
        using var client = fixture.Service.Client(fixture.Viewer);
        var id = await IdAsync(client, 0);
        var triage = JsonNode.Parse(await client.GetStringAsync($"/api/v1/alerts/{id}/triage", Cancelled))!;
        var told = JsonNode.Parse((await fixture.Work.RunAsync("triage", id, "--format", "json", "--data", fixture.Work.Data)).ShouldExit(0).Out)!;
        ((string?)triage["verdict"]).ShouldBe((string?)told["verdict"]);
        triage["answers"]!.AsArray().Select(a => (string?)a!["answer"]).ShouldBe(told["answers"]!.AsArray().Select(a => (string?)a!["answer"]));
    }

    private static async Task<string> IdAsync(HttpClient client, int number) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/alerts?limit=10", Cancelled)).GetProperty("items")[number].GetProperty("id").GetString()!;

    private static HttpRequestMessage Patch(string path, JsonNode body, EntityTagHeaderValue? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = RunningService.Json(body) };
        if (ifMatch is not null) request.Headers.IfMatch.Add(ifMatch);
        return request;
    }
}
