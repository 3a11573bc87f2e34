namespace Offtrail.Tests.Triage;

/// <summary>What was refused or failed, and whether it went through later.</summary>
public sealed class RefusedTests
{
    private const double Attack = 11 * 24 * 60;
    private const string Failed = "{'responseElements':{'ConsoleLogin':'Failure'},'errorMessage':'Failed authentication','additionalEventData':{'MFAUsed':'No'}}";
    private const string SignedIn = "{'responseElements':{'ConsoleLogin':'Success'},'additionalEventData':{'MFAUsed':'No'}}";

    private static readonly string s_ana = Story.User("ana");
    private static readonly string s_console = Story.User("ana", null);

    [Fact]
    public void A_guessed_password_is_a_failure_without_a_code_and_no_mistake_that_was_mended()
    {
        var story = new Story().Usual(s_ana);
        string[] ids = [.. Enumerable.Range(0, 4).Select(i => story.Add(Attack + i, s_console, "signin ConsoleLogin", Story.Away, more: Failed)), story.Add(Attack + 5, s_console, "signin ConsoleLogin", Story.Away, more: SignedIn)];
        var result = story.Triage(ids);
        result["error"].Sentence.ShouldStartWith("A failed ConsoleLogin (without an error code) was seen 4 times on 1 day");
        result["error"].Points.Select(p => p.Id).ShouldContain("error.new");
        result["retry"].Points.Select(p => p.Id).ShouldBe(["retry.guessed"]);
        result["enumeration"].Figures.Single(f => f.Name == "refusals").Number.ShouldBe(4);
    }

    [Fact]
    public void One_slip_of_the_keyboard_is_a_mistake_that_was_mended()
    {
        var story = new Story().Usual(s_ana);
        string[] ids = [story.Add(Attack, s_console, "signin ConsoleLogin", more: Failed), story.Add(Attack + 1, s_console, "signin ConsoleLogin", more: SignedIn)];
        story.Triage(ids)["retry"].Points.Select(p => p.Id).ShouldBe(["retry.succeeded"]);
    }

    [Theory]
    [InlineData("No", false, "false", "without MFA, which the lake has not seen of it before", true)]
    [InlineData("No", true, "false", "without MFA, as it did before", false)]
    [InlineData("Yes", false, "true", "with MFA", false)]
    public void The_sign_ins_own_word_on_MFA_is_read(string used, bool before, string mfa, string says, bool counts)
    {
        var story = new Story().Usual(s_ana);
        if (before) story.Add(24 * 60, s_console, "signin ConsoleLogin", more: SignedIn);
        var identity = story.Triage([story.Add(Attack, s_console, "signin ConsoleLogin", more: SignedIn.Replace("'No'", $"'{used}'", StringComparison.Ordinal))])["identity"];
        identity.Figures.Single(f => f.Name == "mfa").Text.ShouldBe(mfa);
        identity.Sentence.ShouldContain($"It signed in to the console {says}.");
        identity.Points.Any(p => p.Id == "identity.no_mfa").ShouldBe(counts);
    }

    [Theory]
    [InlineData(5, "x", "retry.succeeded")] // soon after, on the same bucket
    [InlineData(5, "y", "retry.never")] // on another one
    [InlineData(-5, "x", "retry.never")] // before it failed
    [InlineData(90, "x", null)] // later, so not at once
    public void Only_the_same_call_on_the_same_resource_behind_the_failure_mends_it(int minutes, string bucket, string? point)
    {
        var story = new Story().Usual(s_ana);
        story.Add(Attack + minutes, s_ana, "s3 GetBucketPolicy", more: $"{{'requestParameters':{{'bucketName':'{bucket}'}}}}");
        story.Triage([story.Add(Attack, s_ana, "s3 GetBucketPolicy", code: "AccessDenied", more: "{'requestParameters':{'bucketName':'x'}}")])["retry"].Points.Select(p => p.Id).ShouldBe(point is null ? [] : [point]);
    }

    [Fact]
    public void One_call_refused_on_many_resources_is_enumeration_too()
    {
        var story = new Story().Usual(s_ana);
        string[] ids = [.. Enumerable.Range(0, 12).Select(i => story.Add(Attack + i, s_ana, "ec2 GetPasswordData", code: "Client.UnauthorizedOperation", more: $"{{'requestParameters':{{'instanceId':'i-{i:0000}'}}}}"))];
        story.Add(Attack + 1, s_ana, "ec2 DescribeTags", code: "Client.InvalidParameterValue");
        var enumeration = story.Triage(ids)["enumeration"];
        enumeration.Points.Select(p => p.Id).ShouldBe(["enumeration.many_resources"]);
        enumeration.Sentence.ShouldContain("1 call was refused (12 events), on 12 different resources; 1 call was answered with another error (1 event).");
    }

    [Fact]
    public void Without_failures_the_hour_is_the_alerts()
    {
        var story = new Story().Usual(s_ana);
        foreach (var call in new[] { "s3 ListBuckets", "ec2 DescribeTags", "iam ListUsers" }) story.Add(Attack + 65, s_ana, call);
        story.Triage([story.Add(Attack + 7, s_ana, "s3 ListBuckets")])["enumeration"].Figures.Single(f => f.Name == "hour").Text.ShouldBe("2026-05-12T00:00:00.000Z");
    }

    [Fact]
    public void Who_tried_to_change_something_did_not_only_read()
    {
        var story = new Story().Usual(s_ana);
        string[] ids = [story.Add(Attack, s_ana, "s3 ListBuckets"), story.Add(Attack + 1, s_ana, "cloudtrail DeleteTrail", code: "AccessDenied")];
        story.Triage(ids)["reach"].Points.Select(p => p.Id).ShouldNotContain("reach.nothing");
        story.Triage(ids[..1], kept: e => e.Id != ids[1])["reach"].Points.Select(p => p.Id).ShouldContain("reach.nothing");
    }
}
