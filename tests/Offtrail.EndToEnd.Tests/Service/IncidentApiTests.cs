using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.EndToEnd.Tests.Pages;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>Incidents put together and taken apart over the API and by the command line, before and after a further detection.</summary>
public sealed class IncidentApiTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_people_say_of_incidents_stays_when_alerts_come_and_is_written_down()
    {
        var fixture = new ApiFixture(work => work.Write("more.json", Stories.Records()));
        await fixture.InitializeAsync();
        try
        {
            using var analyst = fixture.Service.Client(fixture.Analyst);
            var (zoe, yan) = (await IdAsync(analyst, Stories.Zoe), await IdAsync(analyst, Stories.Yan));
            var merged = await SendAsync(analyst, $"incidents/{yan}/merge", new JsonObject { ["incidents"] = new JsonArray(zoe), ["note"] = "one hand" });
            (merged.GetProperty("id").GetString(), merged.GetProperty("alerts").GetInt32()).ShouldBe((zoe, 5), "it has the id of the one with the earliest alert");
            (await analyst.GetAsync($"/api/v1/incidents/{yan}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            string[] alerts = [.. (await analyst.GetFromJsonAsync<JsonElement>($"/api/v1/incidents/{zoe}", Cancelled)).GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("id").GetString()!)];
            var split = await SendAsync(analyst, $"incidents/{zoe}/split", new JsonObject { ["alerts"] = new JsonArray(alerts[1]) });
            (split.GetProperty("stayed").GetProperty("alerts").GetInt32(), split.GetProperty("taken_out").GetProperty("alerts").GetInt32()).ShouldBe((4, 1));
            var taken = split.GetProperty("taken_out").GetProperty("id").GetString()!;

            fixture.Work.Write("later.json", [.. Stories.Records().Where(r => (string?)r["eventID"] == "zoe-2").Select(r => r.With("eventID", "zoe-9").With("errorCode", "Ofzoe9").With("eventTime", Sample.Time(132.9)))]);
            await fixture.Service.UntilJudgedAsync(analyst, objects: 3);
            (await RowAsync(analyst, zoe)).GetProperty("alerts").GetInt32().ShouldBe(5, "what came is linked to hers");
            (await RowAsync(analyst, taken)).GetProperty("alerts").GetInt32().ShouldBe(1);

            (await fixture.Work.RunAsync("incidents", "split", zoe[..6], alerts[0][..8], "--by", "ana", "--data", fixture.Work.Data)).ShouldExit(0).Out.ShouldContain("1 alert is now incident");
            (await fixture.Work.RunAsync("incidents", "merge", alerts[0][..8], alerts[2][..8], taken[..8], "--by", "ana", "--note", "after all", "--data", fixture.Work.Data)).ShouldExit(0).Out.ShouldContain("3 incidents are now " + zoe + ", with 6 alerts");
            var changes = (await analyst.GetFromJsonAsync<JsonElement>($"/api/v1/incidents/{zoe}/changes", Cancelled)).GetProperty("items").EnumerateArray().Select(c => (c.GetProperty("change").GetProperty("action").GetString(), c.GetProperty("change").GetProperty("note").GetString())).ToArray();
            changes.ShouldContain(("merge", "one hand"));
            changes.ShouldContain(("merge", "after all"));
            using var admin = fixture.Service.Client(fixture.Admin);
            (await admin.GetFromJsonAsync<JsonElement>("/api/v1/audit?limit=100", Cancelled)).GetProperty("items").EnumerateArray().Select(a => a.GetProperty("action").GetString()).Where(a => a!.StartsWith("incident.", StringComparison.Ordinal)).ShouldBe(["incident.split", "incident.merge"]);
            (await fixture.Work.RunAsync("incidents", "show", zoe, "--data", fixture.Work.Data)).ShouldExit(0).Out.ShouldContain("merge: ");
        }
        finally
        {
            await fixture.DisposeAsync();
        }
    }

    private static async Task<string> IdAsync(HttpClient client, string who) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/incidents?identity=user/{who}", Cancelled)).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString()!;

    private static async Task<JsonElement> RowAsync(HttpClient client, string id) => (await client.GetFromJsonAsync<JsonElement>($"/api/v1/incidents/{id}", Cancelled)).GetProperty("incident");

    private static async Task<JsonElement> SendAsync(HttpClient client, string path, JsonNode body)
    {
        var answer = await client.PostAsync($"/api/v1/{path}", RunningService.Json(body), Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
    }
}
