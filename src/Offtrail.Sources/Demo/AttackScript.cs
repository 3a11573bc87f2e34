namespace Offtrail.Sources.Demo;

/// <summary>What the attacker tries.</summary>
internal static class AttackScript
{
    /// <summary>
    /// The doors that a script tries with the stolen key, in an order of its own. All stay shut. EC2 has a word of its own
    /// for that, which the account never heard before; so has Resource Explorer.
    /// </summary>
    public static IReadOnlyList<string> Doors { get; } =
    [
        "iam:ListUsers", "iam:ListRoles", "iam:GetAccountAuthorizationDetails", "iam:GetAccountSummary", "iam:ListAttachedUserPolicies",
        "s3:ListBuckets", "lambda:ListFunctions20150331", "secretsmanager:ListSecrets", "ssm:DescribeParameters", "dynamodb:ListTables",
        "rds:DescribeDBInstances", "kms:ListKeys", "sns:ListTopics", "sqs:ListQueues", "ecr:DescribeRepositories", "ecs:ListClusters",
        "eks:ListClusters", "guardduty:ListDetectors", "cloudtrail:DescribeTrails", "ses:GetAccount", "cloudfront:ListDistributions",
        "ec2:DescribeInstances", "ec2:DescribeSnapshots", "ec2:DescribeKeyPairs", "resource-explorer-2:Search",
    ];

    /// <summary>After the script, by hand: a machine from an image id that was never one, which EC2 says before it looks at permissions.</summary>
    public static Call RunMadeUpImage { get; } = Call.Parse(
        """ec2:RunInstances w {"instancesSet":{"items":[{"imageId":"latest","minCount":8,"maxCount":8}]},"instanceType":"p4d.24xlarge"}""");

    public static Failure MadeUpImage { get; } = new("Client.InvalidAMIID.Malformed", new("Invalid id: \"latest\" (expecting \"ami-...\")"));

    /// <summary>What the backup user's new key is good for, in this order; all succeed but the last.</summary>
    public static IReadOnlyList<(int SecondsAfter, string Call, bool Refused)> WithNewKey { get; } =
    [
        (75, "sts:GetCallerIdentity", false),
        (48, "ec2:DescribeSnapshots", false),
        (130, "ec2:ModifySnapshotAttribute", false),
        (21, "ec2:ModifySnapshotAttribute", false),
        (95, "cloudtrail:StopLogging", true),
    ];
}
