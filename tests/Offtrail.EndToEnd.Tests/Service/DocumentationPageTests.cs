namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>The page that shows the API: drawn with what the service itself gives, and with nothing from elsewhere.</summary>
[Collection(nameof(ApiCollection))]
public sealed class DocumentationPageTests(ApiFixture fixture)
{
    [Fact]
    public async Task Is_drawn_under_its_policy_without_a_request_to_elsewhere()
    {
        await using var browser = await BrowserPage.OpenAsync(new Uri(fixture.Service.Address, "/docs/"));
        await browser.Page.GetByText("/api/v1/status").First.WaitForAsync();
        browser.Requests.Where(url => !url.StartsWith(fixture.Service.Address.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal)).ShouldBeEmpty();
        browser.Complaints.ShouldBeEmpty();
    }
}
