using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>What an intruder made goes on without the identity: it is reached for, told and stopped with it.</summary>
public sealed class MadeThingsTests
{
    private const double Attack = 11 * 24 * 60;
    private const string Elsewhere = "444455556666";

    private static readonly string s_ana = Story.User("ana");

    [Fact]
    public void A_user_that_was_made_is_followed_and_stopped()
    {
        var result = BackDoor();
        var reach = result["reach"];
        reach.Figures.Single(f => f.Name == "made").Counts!.Select(c => c.Value).ShouldBe(
        [
            "user backup in account 111122223333, CreateUser by user ana 2026-05-12 00:00 UTC", "key AKIABACKUP0000000001 of user backup in account 111122223333, CreateAccessKey by user ana 2026-05-12 00:01 UTC",
        ]);
        reach.Figures.Single(f => f.Name == "could_have_exported_calls").Number.ShouldBe(40);
        reach.Points.Single(p => p.Id == "reach.beyond").Why.ShouldBe("what it made or took on did what it never did before: user backup GetSecretValue (40 times)");
        var commands = result.Steps.Where(s => s.Kind == "contain").SelectMany(s => s.Commands).ToArray();
        commands.ShouldContain(c => c.EndsWith("aws iam update-access-key --user-name backup --access-key-id AKIABACKUP0000000001 --status Inactive"));
        commands.ShouldContain(c => c.Contains("put-user-policy --user-name backup "));
        commands.ShouldContain(c => c.EndsWith("aws iam detach-user-policy --user-name backup --policy-arn arn:aws:iam::aws:policy/AdministratorAccess"));
    }

    [Fact]
    public void A_chain_of_roles_is_followed_into_another_account()
    {
        var story = new Story().Usual(s_ana).Usual(Story.Role("admin", "ASIAOTHER00000000001", Elsewhere));
        var id = story.Add(Attack, s_ana, "sts AssumeRole", more: Took("hop", Story.Account, "ASIAHOP0000000000001"));
        foreach (var account in new[] { Story.Account, Elsewhere }) story.Add(Attack + 2, Story.Role("hop", "ASIAHOP0000000000001"), "sts AssumeRole", account: account, more: Took("admin", Elsewhere, "ASIAADMIN00000000001"));
        story.Add(Attack + 3, Story.Role("admin", "ASIAADMIN00000000001", Elsewhere), "cloudtrail StopLogging", Story.Away, account: Elsewhere, more: "{'requestParameters':{'name':'main'}}");
        story.Add(Attack + 4, Story.Role("admin", "ASIAOTHER00000000002", Elsewhere), "cloudtrail DeleteTrail", Story.Away, account: Elsewhere); // another session of the role
        var result = story.Triage([id]);
        result["reach"].Points.Single(p => p.Id == "reach.beyond").Why.ShouldEndWith("role admin StopLogging (1 time)");
        result["reach"].Points.Select(p => p.Id).ShouldNotContain("reach.nothing");
        var commands = result.Steps.Where(s => s.Kind == "contain").SelectMany(s => s.Commands).ToArray();
        commands.ShouldContain($"[ \"$(aws sts get-caller-identity --query Account --output text)\" = {Elsewhere} ] && aws cloudtrail start-logging --name main --region eu-west-1");
        commands.ShouldContain(c => c.Contains($"= {Elsewhere} ] && aws iam put-role-policy --role-name admin "));
        commands.ShouldContain(c => c.Contains($"= {Story.Account} ] && aws iam put-role-policy --role-name hop "));
    }

    [Fact]
    public void Who_could_take_the_session_on_again_is_stopped_too()
    {
        var story = new Story().Usual(s_ana);
        story.Add(Attack, s_ana, "sts AssumeRole", more: Took("hop", Story.Account, "ASIAHOP0000000000001"));
        var result = story.Triage([story.Add(Attack + 1, Story.Role("hop", "ASIAHOP0000000000001"), "iam CreateUser")]);
        result.Steps.SelectMany(s => s.Commands).ShouldContain(c => c.EndsWith("aws iam update-access-key --user-name ana --access-key-id AKIAANA0000000000001 --status Inactive"));
        result["chain"].Query!.CommandLine(null).ShouldContain("event.id: s-0240"); // the very call, not its like
    }

    [Fact]
    public void A_session_of_single_sign_on_is_ended_by_a_policy_of_the_organization()
    {
        var path = "aws-reserved/sso.amazonaws.com/";
        var story = new Story();
        var result = story.Triage([story.Add(Attack, Story.Role("AWSReservedSSO_Admin_1a2b", "ASIASSO0000000000001", session: "chris@example.com", path: path), "iam CreateUser")]);
        var command = result.Steps.First(s => s.Kind == "contain").Commands.ShouldHaveSingleItem();
        command.ShouldStartWith("aws organizations attach-policy --target-id 111122223333 ");
        command.ShouldContain($"\"aws:userid\":\"*:chris@example.com\"}},\"ArnEquals\":{{\"aws:PrincipalArn\":\"arn:aws:iam::111122223333:role/{path}AWSReservedSSO_Admin_1a2b\"");
    }

    [Fact]
    public void A_user_of_the_console_loses_the_password()
    {
        var story = new Story();
        story.Triage([story.Add(Attack, Story.User("ana", null), "signin ConsoleLogin", more: "{'responseElements':{'ConsoleLogin':'Success'}}")]).Steps.SelectMany(s => s.Commands).ShouldContain(c => c.EndsWith("aws iam delete-login-profile --user-name ana"));
    }

    [Fact]
    public void Every_line_for_AWS_runs_in_the_account_that_it_is_meant_for()
    {
        var lines = BackDoor().Steps.SelectMany(s => s.Commands).Where(c => c.Contains("aws ", StringComparison.Ordinal)).ToArray();
        lines.Length.ShouldBeGreaterThan(5);
        lines.ShouldAllBe(l => l.StartsWith("[ \"$(aws sts get-caller-identity --query Account --output text)\" = 111122223333 ] && "));
    }

    [Fact]
    public void What_CloudTrail_has_of_a_key_is_looked_for_in_each_region_when_the_records_name_none()
    {
        var story = new Story();
        var id = story.Add(Attack, s_ana, "iam CreateUser");
        story.InRegion("somewhere");
        story.Triage([id]).Steps.SelectMany(s => s.Commands).ShouldContain(c => c.Contains("for region in $(aws ec2 describe-regions") && c.Contains("lookup-events"));
    }

    [Fact]
    public void A_key_made_for_oneself_is_followed_to_where_else_it_is_used()
    {
        var story = new Story().Usual(s_ana);
        var id = story.Add(Attack, s_ana, "iam CreateAccessKey", more: "{'requestParameters':{},'responseElements':{'accessKey':{'userName':'ana','accessKeyId':'AKIASECOND0000000001'}}}");
        story.Add(Attack + 1, Story.User("ana", "AKIASECOND0000000001"), "secretsmanager GetSecretValue");
        story.Add(Attack + 9, Story.User("ana", "AKIASECOND0000000001"), "secretsmanager GetSecretValue", Story.Away);
        var reach = story.Triage([id])["reach"];
        reach.Figures.Single(f => f.Name == "could_have_exported_calls").Number.ShouldBe(2); // each once: one from the alert's network, one from elsewhere
        reach.Figures.Single(f => f.Name == "calls_of_what_it_made").Counts.ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Fact]
    public void What_nobody_made_is_nothing() => new Story().Usual(s_ana).Triage(["s-0200"])["reach"].Figures.ShouldNotContain(f => f.Name == "made");

    private static TriageResult BackDoor()
    {
        var story = new Story().Usual(s_ana);
        string[] ids =
        [
            story.Add(Attack, s_ana, "iam CreateUser", Story.Away, more: "{'requestParameters':{'userName':'backup'}}"),
            story.Add(Attack + 1, s_ana, "iam CreateAccessKey", Story.Away, more: "{'requestParameters':{'userName':'backup'},'responseElements':{'accessKey':{'userName':'backup','accessKeyId':'AKIABACKUP0000000001'}}}"),
            story.Add(Attack + 2, s_ana, "iam AttachUserPolicy", Story.Away, more: "{'requestParameters':{'userName':'backup','policyArn':'arn:aws:iam::aws:policy/AdministratorAccess'}}"),
        ];
        for (var i = 0; i < 40; i++) story.Add(Attack + 240 + i, Story.User("backup", "AKIABACKUP0000000001"), "secretsmanager GetSecretValue", "192.0.2.77");
        return story.Triage(ids);
    }

    private static string Took(string role, string account, string key) => $"{{'requestParameters':{{'roleArn':'arn:aws:iam::{account}:role/{role}'}},'responseElements':{{'credentials':{{'accessKeyId':'{key}'}}}}}}";
}
