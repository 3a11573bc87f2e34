using System.Text.Json.Nodes;
using Offtrail.Cli;
using Offtrail.Pipeline;
using Offtrail.Reports;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>The lake has the subject's events no more: that is an answer, and nothing is called harmless for want of it.</summary>
public sealed class GoneEventsTests
{
    private const double Attack = 11 * 24 * 60;

    [Fact]
    public void Without_its_events_the_verdict_is_open_and_every_form_comes_out_whole()
    {
        var (story, ids) = Told();
        var result = story.Triage(ids, kept: e => e.Micros > Made.May + (12 * Made.Day));
        result.Judgement.Verdict.ShouldBe(Verdict.NeedsALook);
        result.Judgement.OpenBecause.ShouldBe("The events behind it are not in the lake any more, which begins 2026-05-13 00:01 UTC in this account");
        result.Answers.Where(a => a.Points.Count > 0).Select(a => a.Id).ShouldBe(["rarity", "company"]);
        foreach (var answer in result.Answers.Where(a => a.Id is not ("rarity" or "company"))) answer.Sentence.ShouldStartWith("The events behind it are not in the lake any more");
        result["key"].Sentence.ShouldEndWith("The alert itself names AKIAANA0000000000001.");
        Forms(result).ShouldAllBe(f => f.Contains("not in the lake any more") && f.Contains("offtrail alerts close"));
    }

    [Fact]
    public void Where_some_are_missing_it_is_not_called_harmless()
    {
        var story = new Story().Usual(Story.User("ana"));
        string[] ids = [story.Add(Attack, Story.User("ana"), "s3 ListBuckets"), story.Add(Attack + 1, Story.User("ana"), "s3 ListBuckets")];
        story.Triage(ids).Judgement.Verdict.ShouldBe(Verdict.LikelyHarmless);
        var result = story.Triage(ids, kept: e => e.Id != ids[0]);
        result.Judgement.Sum.ShouldBeLessThan(Weights.Default.HarmlessTo);
        result.Judgement.Verdict.ShouldBe(Verdict.NeedsALook);
        result.Judgement.OpenBecause.ShouldBe("1 of the 2 events behind it are not in the lake any more");
    }

    [Fact]
    public void With_all_of_them_nothing_is_open() => Told().Story.Triage(Told().Ids).Judgement.OpenBecause.ShouldBeNull();

    private static (Story Story, string[] Ids) Told()
    {
        var story = new Story().Usual(Story.User("ana"));
        string[] ids = [story.Add(Attack, Story.User("ana"), "iam CreateUser", Story.Away), story.Add(Attack + 1, Story.User("ana"), "iam CreateAccessKey", Story.Away)];
        story.Add(Attack + (3 * 24 * 60), Story.User("ben", "AKIABEN0000000000001"), "s3 ListBuckets");
        for (var i = 0; i < 3; i++) story.Add((12 * 24 * 60) + i, Story.User("ben", "AKIABEN0000000000001"), "s3 ListBuckets");
        return (story, ids);
    }

    private static IEnumerable<string> Forms(TriageResult result)
    {
        var (text, markdown) = (new StringWriter(), new StringWriter());
        TriageSheet.Print(result, text);
        TriageMarkdown.Print(result, markdown);
        return [text.ToString(), markdown.ToString(), Unescaped(TriageDocument.Write(result)), ReportPage.Write(result)];
    }

    private static string Unescaped(JsonObject document) => document.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
