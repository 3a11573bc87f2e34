using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>Who counts as of the same kind, by the names.</summary>
public sealed class PeersTests
{
    private const string Arn = "arn:aws:iam::111122223333:";

    [Theory]
    [InlineData("role/ci-orders-deploy", "role/ci-mailer-build", true)] // the same first word
    [InlineData("role/ci-orders-deploy", "role/web-deploy", true)] // the same last word
    [InlineData("role/ci-orders-deploy", "role/web-orders-run", false)]
    [InlineData("role/ci-orders-deploy", "user/ci-orders-deploy", false)] // another type
    [InlineData("role/ci_orders", "role/ci.mailer", true)]
    [InlineData("role/ci-orders", "role/ci", false)] // one word has no first and last
    [InlineData("user/ana", "user/ben", true)] // names of one word: all of the type
    [InlineData("user/ana", "role/ben", false)]
    [InlineData("role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1a2b", "role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_3c4d", true)]
    [InlineData("role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1a2b", "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_ReadOnly_3c4d", false)]
    public void Peers_are_told_by_type_and_words(string identity, string other, bool isPeer) => PeersQuestion.Kind(Arn + identity).IsPeer(Arn + other).ShouldBe(isPeer);

    [Fact]
    public void The_kind_is_told_in_words()
    {
        PeersQuestion.Kind(Arn + "role/ci-orders-deploy").Text.ShouldBe("roles named ci-… or …-deploy");
        PeersQuestion.Kind(Arn + "user/ana").Text.ShouldBe("all users");
        PeersQuestion.Kind(Arn + "role/AWSReservedSSO_Admin_1a2b").Text.ShouldBe("people with the permission set Admin");
    }
}
