using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>The inventory of addresses by the EC2 API, and what triage makes of it.</summary>
public sealed class InventoryTests : IDisposable
{
    private const string Address = "198.51.100.7"; // from which the small trail's calls come

    private readonly Ec2StandIn _ec2 = new();
    private readonly Workspace _work = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public InventoryTests()
    {
        foreach (var (name, value) in ((string, string)[])[("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_EC2_METADATA_DISABLED", "true")]) Environment.SetEnvironmentVariable(name, value);
        Directory.CreateDirectory(_work.Data);
        Configure("[eu-west-1]");
        for (var i = 0; i < 5; i++) _ec2.Instances.Add(($"i-{i}", $"203.0.113.{i + 1}", $"10.0.0.{i + 1}", $"web {i}"));
        _ec2.ElasticIps.Add(("eipalloc-1", Address));
        _ec2.Interfaces.Add(("eni-1", "203.0.113.99", "NAT"));
    }

    public void Dispose()
    {
        _ec2.Dispose();
        _work.Dispose();
    }

    [Fact]
    public async Task All_pages_are_read_and_triage_says_whose_the_address_is()
    {
        SmallTrail.Write(_work);
        (await _work.DetectAsync(_work.Trail)).ShouldExit(0);
        var alert = (await _work.RunAsync("alerts", "--data", _work.Data, "--format", "ndjson")).Documents.Single().GetProperty("offtrail").GetProperty("alert").GetProperty("id").GetString()!;
        (await Ec2AnswerAsync(alert)).ShouldNotContain("inventory");
        (await _work.RunAsync("inventory", "refresh", "--data", _work.Data)).ShouldExit(0).ShouldSay($"{Sample.Account} in eu-west-1: 13 addresses");
        _ec2.Asked.Count(a => a == "DescribeInstances eu-west-1").ShouldBe(3, "pages of two");
        var listed = (await _work.RunAsync("inventory", "--data", _work.Data)).ShouldExit(0);
        listed.OutLines.Length.ShouldBe(13);
        listed.Out.ShouldContain("i-4 (web 4)");
        var answer = await Ec2AnswerAsync(alert);
        answer.ShouldContain($"Yes: {Address} is of our own accounts.");
        answer.ShouldContain($"elastic ip eipalloc-1 in {Sample.Account} eu-west-1");
        _ec2.ElasticIps.Clear();
        (await _work.RunAsync("inventory", "refresh", "--data", _work.Data)).ShouldExit(0);
        (await Ec2AnswerAsync(alert)).ShouldContain("does not have it");
    }

    [Fact]
    public async Task Throttling_is_waited_out_and_a_missing_right_is_named_while_what_was_read_before_stands()
    {
        _ec2.Throttled = 2;
        (await _work.RunAsync("inventory", "refresh", "--data", _work.Data)).ShouldExit(0).ShouldSay("13 addresses");
        _ec2.Denied = "DescribeNetworkInterfaces";
        Configure("[eu-west-1, us-east-1]");
        var denied = (await _work.RunAsync("inventory", "refresh", "--data", _work.Data)).ShouldExit(1);
        denied.ShouldSay("eu-west-1: 13 addresses as of", "the right ec2:DescribeNetworkInterfaces is needed", "us-east-1: never read");
        _ec2.Asked.ShouldContain("DescribeInstances us-east-1");
        (await _work.RunAsync("inventory", "--data", _work.Data)).ShouldExit(0).OutLines.Length.ShouldBe(13);
        (await _work.RunAsync("doctor", "--data", _work.Data)).Out.ShouldContain("ec2:DescribeNetworkInterfaces");
        _ec2.Denied = null;
        _ec2.Throttled = 1000;
        (await _work.RunAsync("inventory", "refresh", "--data", _work.Data)).ShouldExit(1).ShouldSay("overloaded", "RequestLimitExceeded");
    }

    [Fact]
    public async Task A_service_reads_it_when_it_starts_and_tells_what_fails()
    {
        _ec2.Denied = "DescribeInstances";
        await using (var service = await RunningService.StartAsync(_work))
            await service.UntilAsync(() => Task.FromResult(service.Log.Contains("the right ec2:DescribeInstances is needed", StringComparison.Ordinal)), "the missing right is told");
        _ec2.Denied = null;
        await using var again = await RunningService.StartAsync(_work);
        await again.UntilAsync(() => Task.FromResult(again.Log.Contains("inventory read: 1 accounts and regions, 13 addresses", StringComparison.Ordinal)), "it is read");
        JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_work.Data, "inventory.json"), Cancelled))[0].GetProperty("problem").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("{accounts: []}", "names no accounts")]
    [InlineData("{accounts: [{account: '12', regions: [eu-west-1]}]}", "twelve digits")]
    [InlineData("{accounts: [{account: '111122223333'}]}", "regions")]
    [InlineData("{every: 1s, accounts: [{account: '111122223333', regions: [eu-west-1]}]}", "every")]
    [InlineData("{accounts: [{account: '111122223333', regions: [eu-west-1], role: admin}]}", "arn:aws:iam::")]
    public async Task A_wrong_configuration_of_it_is_told_with_its_place(string inventory, string what)
    {
        await File.WriteAllTextAsync(Path.Combine(_work.Data, "offtrail.yaml"), $"inventory: {inventory}\n", Cancelled);
        (await _work.RunAsync("serve", "--check", "--data", _work.Data)).ShouldExit(2).ShouldSay("offtrail.yaml:1:", what);
    }

    private void Configure(string regions) =>
        File.WriteAllText(Path.Combine(_work.Data, "offtrail.yaml"), $"inventory:\n  accounts:\n    - {{account: \"{Sample.Account}\", regions: {regions}, endpoint: '{_ec2.Url}'}}\n");

    private async Task<string> Ec2AnswerAsync(string alert)
    {
        var triage = (await _work.RunAsync("triage", alert, "--data", _work.Data, "--format", "json")).ShouldExit(0);
        return JsonElement.Parse(triage.Out).GetProperty("answers").EnumerateArray().Single(a => a.GetProperty("id").GetString() == "ec2").ToString();
    }
}
