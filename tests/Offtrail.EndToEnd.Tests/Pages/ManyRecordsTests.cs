using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Offtrail.EndToEnd.Tests.Service;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>The explorer over a state with very many records.</summary>
public sealed class ManyRecordsTests
{
    private const int Records = 300_000;
    private const double MostSeconds = 1.5;

    /// <summary>Copies of one record with other times, identities and scores, as a job that no pack knows.</summary>
    private static readonly string s_fill = $"""
        PRAGMA synchronous=OFF; PRAGMA cache_size=-300000; BEGIN;
        CREATE TEMP TABLE n (i INTEGER PRIMARY KEY);
        INSERT INTO n WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i < {Records - 1}) SELECT i FROM c;
        CREATE TEMP TABLE one AS SELECT * FROM anomaly WHERE score > 1 LIMIT 1;
        INSERT INTO anomaly (job_id, scope, bucket, detector, partition_value, by_value, score, final, record, document)
          SELECT 'job_' || (i % 18), scope, bucket - (i % 720) * 3600000000, detector, 'arn:aws:iam::111122223333:role/service-' || (i % 900), 'Value' || i, (i * 37 % 10000) / 100.0, 1, record, json_object() FROM n, one ORDER BY 1, 2, 3, 4, 5, 6;
        INSERT INTO anomaly_influencer (field, job_id, bucket, value, scope, detector, partition_value, by_value, score, provisional, learning, changed)
          SELECT f.field, a.job_id, a.bucket, CASE f.field WHEN '' THEN '' WHEN 'offtrail.account' THEN a.scope WHEN 'offtrail.identity' THEN a.partition_value ELSE a.by_value END, a.scope, a.detector, a.partition_value, a.by_value, a.score, 0, 0, 0
          FROM anomaly a, (SELECT '' AS field UNION ALL SELECT 'offtrail.account' UNION ALL SELECT 'offtrail.identity' UNION ALL SELECT 'event.action') f WHERE a.job_id LIKE 'job!_%' ESCAPE '!' ORDER BY 1, 2, 3, 4;
        COMMIT;
        """;

    [Fact]
    public async Task Thirty_days_of_them_are_painted_at_once()
    {
        using var work = new Workspace();
        Sinks.ManyAlerts.Write(work);
        await using var service = await RunningService.StartReadyAsync(work);
        using var client = service.Client(await service.KeyAsync("admin"));
        await service.UntilIdleAsync(1);
        await using (var state = new SqliteConnection($"Data Source={Path.Combine(work.Data, "state.db")};Pooling=false;Default Timeout=60"))
        {
            await state.OpenAsync(TestContext.Current.CancellationToken);
            await using var fill = state.CreateCommand();
            fill.CommandText = s_fill;
            fill.CommandTimeout = 300;
            await fill.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using (var nobody = service.Client()) (await nobody.PostAsync("/api/v1/session/link", RunningService.Json(new System.Text.Json.Nodes.JsonObject { ["token"] = service.Token, ["password"] = PagesFixture.Password }), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await using var chromium = await Chromium.StartAsync();
        await using var browser = await BrowserPage.InAsync(await chromium.Browser.NewContextAsync(new() { BaseURL = service.Address.ToString(), ViewportSize = new() { Width = 1280, Height = 900 } }));
        (await browser.Page.Context.APIRequest.PostAsync("/api/v1/session", new() { DataObject = new { name = "admin", password = PagesFixture.Password } })).Status.ShouldBe(200);
        foreach (var address in new[] { "/explorer", "/explorer?by=event.action", "/explorer?field=offtrail.identity&value=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fservice-7", "/explorer?sort=newest&page=40" })
        {
            var best = TimeSpan.MaxValue;
            for (var i = 0; i < 6 && best.TotalSeconds > MostSeconds; i++) // others may be at work on this machine
            {
                await browser.Page.GotoAsync("/");
                await Expect(browser.Page.GetByText("open incidents", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 20_000 });
                var clock = Stopwatch.StartNew();
                await browser.Page.GotoAsync(address);
                await Expect(browser.Page.Locator("svg.lanes")).ToBeVisibleAsync(new() { Timeout = 20_000 });
                await Expect(browser.Page.Locator("[data-row]").First).ToBeVisibleAsync(new() { Timeout = 20_000 });
                best = clock.Elapsed < best ? clock.Elapsed : best;
            }

            best.TotalSeconds.ShouldBeLessThan(MostSeconds, address);
            TestContext.Current.SendDiagnosticMessage($"{address}: {best.TotalMilliseconds:0} ms");
        }

        await browser.Page.GotoAsync("/explorer");
        await Expect(browser.Page.GetByText("more without a lane")).ToBeVisibleAsync();
        browser.ShouldBeQuiet(service.Address);
    }
}
