namespace Offtrail.Sources.Demo;

/// <summary>What AWS services do by themselves in an account, in their own name or with a service-linked role.</summary>
internal sealed class Chores : Actor
{
    private const int SessionHours = 6;

    // service, service-linked role or null, call, so many calls in ten hours
    private static readonly (string Service, string? Role, Call Call, int PerTenHours)[] s_chores =
    [
        ("lambda.amazonaws.com", null, RoleCalls.Assume("<exec-role>", "<function>", RoleCalls.AnyKey), 15),
        ("ecs-tasks.amazonaws.com", null, RoleCalls.Assume("<role>", "<key>", RoleCalls.AnyKey), 8),
        ("delivery.logs.amazonaws.com", null, CallBook.Get("logs:CreateLogStream"), 16),
        ("delivery.logs.amazonaws.com", null, CallBook.Get("s3:GetBucketAcl"), 12),
        ("cloudtrail.amazonaws.com", null, CallBook.Get("kms:GenerateDataKey"), 8),
        ("autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling", CallBook.Get("ec2:DescribeInstanceStatus"), 18),
        ("autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling", CallBook.Get("elasticloadbalancing:DescribeTargetHealth"), 12),
        ("trustedadvisor.amazonaws.com", "AWSServiceRoleForTrustedAdvisor", CallBook.Get("ec2:DescribeSecurityGroups"), 3),
        ("resource-explorer-2.amazonaws.com", "AWSServiceRoleForResourceExplorer", CallBook.Get("tagging:GetResources"), 4),
    ];

    private Session[] _sessions = [];

    public Chores(History history, Account account)
        : base(history, account, "chores")
    {
    }

    public override void Tell(DateTimeOffset hour, List<PlannedEvent> plan)
    {
        if (_sessions.Length == 0 || hour.Hour % SessionHours == 0)
            _sessions = [.. s_chores.Select(chore => chore.Role is null ? Sessions.Service(chore.Service) : Linked(chore.Service, chore.Role, hour))];

        for (int i = 0; i < s_chores.Length; i++)
        {
            (string service, _, Call call, int perTenHours) = s_chores[i];
            int calls = (perTenHours / 10) + (Dice.Below(10) < perTenHours % 10 ? 1 : 0);
            for (int c = 0; c < calls; c++)
                Do(plan, hour.AddSeconds(Dice.Below(3600)), _sessions[i], Origin.Aws(service), call);
        }
    }

    private Session Linked(string service, string role, DateTimeOffset created)
    {
        // two chores of one service share the role
        RoleName name = RoleName.ServiceLinked(service, role, Pcg.For(History.Seed, $"{Account.Id}/{role}"));
        return Sessions.ServiceLinked(Account, name, role["AWSServiceRoleFor".Length..], Dice.TemporaryKey(), created, service);
    }
}
