using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>What docs/api.md shows is what works: its examples are run, in their order, against a service.</summary>
[Collection(nameof(ApiCollection))]
public sealed partial class ApiDocumentTests(ApiFixture fixture)
{
    [Fact]
    public async Task Every_example_of_the_document_works()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "api.md"), TestContext.Current.CancellationToken);
        string[] blocks = [.. Example().Matches(document).Select(m => m.Groups[1].Value)];
        blocks.Length.ShouldBeGreaterThan(4);
        var script = $"set -euo pipefail\nofftrail() {{ dotnet '{Repository.Program}' \"$@\" --data '{fixture.Work.Data}'; }}\nexport OFFTRAIL_URL='{fixture.Service.Address.ToString().TrimEnd('/')}'\n{string.Join('\n', blocks)}\necho all-done";
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = fixture.Work.Root };
        using var bash = Process.Start(start)!;
        var (output, error) = (bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        await bash.WaitForExitAsync(limit.Token);
        (await output).ShouldEndWith("all-done\n", Case.Sensitive, $"{await output}\n{await error}");
        bash.ExitCode.ShouldBe(0);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
