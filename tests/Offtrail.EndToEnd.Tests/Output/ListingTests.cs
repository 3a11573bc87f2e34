namespace Offtrail.EndToEnd.Tests.Output;

public sealed class ListingTests
{
    [Fact]
    public async Task What_lists_without_a_word_also_lists_with_the_word_list()
    {
        using var work = new Workspace();
        SmallTrail.Write(work);
        (await work.DetectAsync(work.Trail)).ShouldExit(0);
        foreach (var (name, option, value) in new[] { ("alerts", "--format", "ndjson"), ("incidents", "--format", "ndjson"), ("keys", "--format", "table"), ("users", "--format", "table") })
        {
            var without = (await work.RunAsync(name, option, value, "--data", work.Data)).ShouldExit(0);
            var with = (await work.RunAsync(name, "list", option, value, "--data", work.Data)).ShouldExit(0);
            (with.Out, with.Error).ShouldBe((without.Out, without.Error));
            (without.Out + without.Error).ShouldNotBeEmpty();
        }
    }
}
