using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Tests.Rules;

public sealed class ExplanationTests
{
    [Fact]
    public void A_new_value_is_there_for_the_first_time_in_so_much_history() =>
        Explanation.Seen(Made.Record()).ShouldBe("first time in 23 days of history");

    [Fact]
    public void A_known_value_says_how_often_and_when_it_was_seen() =>
        Explanation.Seen(Made.Record() with { History = new RareHistory(540, 30, 12, 2, Made.May - (9 * Made.Day), 21) }).ShouldBe("seen on 2 of 540 active hours, last 9 days ago");

    [Fact]
    public void Other_spans_than_an_hour_are_named() =>
        Explanation.Seen(Made.Record() with { Span = TimeSpan.FromMinutes(15), History = new RareHistory(1540, 30, 12, 1, Made.May - (2 * Made.Hour), 21) })
            .ShouldBe("seen on 1 of 1,540 active buckets of 15m, last 2 hours ago");

    [Fact]
    public void The_very_first_event_says_so() => Explanation.Seen(Made.Record() with { History = new RareHistory(0, 0, 0, 0, null, 1) }).ShouldBe("the first event here");

    [Theory]
    [InlineData(0.01, "less than an hour")]
    [InlineData(0.0417, "1 hour")]
    [InlineData(1.5, "36 hours")]
    [InlineData(2, "2 days")]
    [InlineData(23.4, "23 days")]
    [InlineData(729, "729 days")]
    [InlineData(1461, "4 years")]
    [InlineData(780000, "10 years or more")]
    public void A_length_of_time_is_in_the_unit_of_a_person(double days, string text) => Explanation.Days(days).ShouldBe(text);

    [Fact]
    public void The_reason_names_code_account_calls_identity_key_address_client_and_rarity()
    {
        var reason = Explanation.Reason(Made.Record(), new Evidence(["a"], 2, new Dictionary<string, FieldValues>(StringComparer.Ordinal)
        {
            [AlertFields.Action] = Values(4, "A", "B", "C", "D"),
            [AlertFields.Identity] = Values(0, "arn:aws:iam::1:role/ci-deploy", "arn:aws:iam::1:user/ana", "arn:aws:iam::1:user/bob"),
            [AlertFields.AccessKey] = Values(0, "AKIA1"),
            [AlertFields.Address] = Values(0, "203.0.113.7"),
            [AlertFields.UserAgent] = Values(0, "aws-cli/2.15"),
        }));
        reason.ShouldBe("Error code Client.Unusual in account 111122223333: first time in 23 days of history. Twice in A, B, C and 5 more by role ci-deploy and user ana and 1 more"
            + " with key AKIA1, from 203.0.113.7, client aws-cli/2.15. Something this rare turns up here about once in 10 days when nothing is wrong.");
    }

    [Fact]
    public void A_reason_without_evidence_or_while_learning_is_a_sentence_too()
    {
        var reason = Explanation.Reason(Made.Record(learning: true), Evidence.None);
        reason.ShouldContain("3 times in unknown calls by an unknown identity, from no address.");
        reason.ShouldEndWith("The account was still being learned.");
    }

    [Fact]
    public void A_long_client_is_cut_between_characters_and_not_inside_one()
    {
        for (var before = 55; before < 62; before++)
        {
            var evidence = new Evidence([], 1, new Dictionary<string, FieldValues>(StringComparer.Ordinal) { [AlertFields.UserAgent] = Values(0, new string('x', before) + "😀😀😀😀😀") });
            var reason = Explanation.Reason(Made.Record(), evidence);
            reason.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar).ShouldBeFalse($"cut behind {before}");
        }
    }

    [Fact]
    public void The_explanation_gives_the_numbers() =>
        Explanation.Explain(Made.Record() with { Repeats = 2 }).ShouldBe(
            "First time in 23 days of history. Until then 540 active hours with 12 known values of aws.cloudtrail.error_code; a value that was never seen turns up about once in 21 days, "
            + "one at least as rare as this about once in 10 days (probability 0.01 an active bucket), which is score 60. It came again in 2 later buckets soon after, which belong to this anomaly.");

    [Theory]
    [InlineData("arn:aws:iam::1:role/ci-deploy", "role ci-deploy")]
    [InlineData("arn:aws:iam::1:role/service-role/x", "role x")]
    [InlineData("arn:aws:iam::1:user/team/ana", "user ana")]
    [InlineData("arn:aws:iam::1:root", "root")]
    [InlineData("arn:aws:sts::1:assumed-role/ops/session", "role ops")]
    [InlineData("arn:aws:sts::1:federated-user/ana", "federated-user ana")]
    [InlineData("ec2.amazonaws.com", "service ec2.amazonaws.com")]
    [InlineData("AIDAEXAMPLE", "AIDAEXAMPLE")]
    [InlineData("", "")]
    [InlineData("arn:", "")]
    [InlineData("arn:aws:iam::1:", "")]
    [InlineData("arn:aws:iam::1:assumed-role/", "role ")]
    public void An_identity_has_a_short_name(string identity, string name) => IdentityName.Of(identity).ShouldBe(name);

    private static FieldValues Values(int more, params string[] values) => new([.. values.Select(v => new ValueCount(v, 1))], more);
}
