namespace Offtrail.Sources.Demo;

/// <summary>Who calls what, and how often compared with the rest.</summary>
internal static class Workloads
{
    /// <summary>What the pages of the console ask for when a person clicks about.</summary>
    public static readonly Workload Console = Workload.Parse("""
        ec2:DescribeInstances 24, ec2:DescribeInstanceStatus 14, ec2:DescribeVolumes 7, ec2:DescribeSecurityGroups 9, ec2:DescribeTags 8
        ec2:DescribeVpcs 5, ec2:DescribeSubnets 5, ec2:DescribeNetworkInterfaces 5, ec2:DescribeSnapshots 4, ec2:DescribeImages 3
        elasticloadbalancing:DescribeTargetHealth 7, elasticloadbalancing:DescribeLoadBalancers 5, autoscaling:DescribeAutoScalingGroups 5
        monitoring:DescribeAlarms 20, monitoring:GetMetricData 22, monitoring:ListMetrics 6, health:DescribeEvents 5
        logs:DescribeLogGroups 14, logs:DescribeLogStreams 10, logs:FilterLogEvents 9, logs:StartQuery 6
        lambda:ListFunctions20150331 8, lambda:GetFunction20150331v2 9, lambda:GetPolicy20150331v2 5
        s3:ListBuckets 6, s3:GetBucketLocation 5, s3:GetBucketPolicy 5, s3:GetBucketEncryption 4, s3:GetBucketTagging 4
        cloudformation:DescribeStacks 9, cloudformation:DescribeStackEvents 8, cloudformation:ListStacks 5
        rds:DescribeDBInstances 8, rds:DescribeDBClusters 4, dynamodb:ListTables 4, dynamodb:DescribeTable 4
        iam:ListRoles 4, iam:GetRole 6, iam:GetPolicy 3, iam:ListAccessKeys 2, secretsmanager:ListSecrets 2, ssm:DescribeParameters 2
        organizations:DescribeOrganization 5, account:GetAlternateContact 2, ecs:DescribeServices 7, ecs:ListClusters 4
        """);

    /// <summary>What people type.</summary>
    public static readonly Workload CommandLine = Workload.Parse("""
        sts:GetCallerIdentity 12, ec2:DescribeInstances 16, ec2:DescribeInstanceStatus 5, s3:ListBuckets 6, s3:GetBucketPolicy 4
        logs:FilterLogEvents 14, logs:DescribeLogStreams 10, logs:StartQuery 8, ssm:GetParameter 8, ssm:GetParametersByPath 4
        secretsmanager:DescribeSecret 4, lambda:GetFunctionConfiguration20150331v2 8, cloudformation:DescribeStacks 10
        cloudformation:DescribeStackEvents 8, ecr:GetAuthorizationToken 10, ecr:DescribeImages 6, ecs:DescribeServices 10
        ecs:DescribeTasks 10, ecs:UpdateService 2, ec2:StopInstances 2, ec2:StartInstances 2, kms:DescribeKey 3, iam:GetRole 5
        """);

    /// <summary>A plan and an apply of infrastructure as code: reads all it knows, changes a little.</summary>
    public static readonly Workload Infrastructure = Workload.Parse("""
        iam:GetRole 22, iam:ListRolePolicies 14, iam:GetRolePolicy 14, iam:ListAttachedRolePolicies 14, iam:GetPolicy 10
        iam:GetPolicyVersion 10, iam:GetInstanceProfile 6, ec2:DescribeVpcs 10, ec2:DescribeSubnets 10, ec2:DescribeRouteTables 8
        ec2:DescribeSecurityGroups 14, ec2:DescribeImages 5, ec2:DescribeLaunchTemplates 5, ec2:DescribeAvailabilityZones 6
        s3:GetBucketPolicy 8, s3:GetBucketVersioning 8, s3:GetBucketTagging 8, s3:GetBucketLifecycle 6, dynamodb:DescribeTable 10
        dynamodb:DescribeTimeToLive 8, sqs:GetQueueAttributes 8, sns:GetTopicAttributes 6, kms:DescribeKey 6
        logs:DescribeLogGroups 8, lambda:GetFunction20150331v2 8, lambda:GetPolicy20150331v2 6, sts:GetCallerIdentity 6
        iam:CreateRole 3, iam:PutRolePolicy 4, iam:AttachRolePolicy 3, iam:TagRole 3, ec2:CreateSecurityGroup 3
        ec2:AuthorizeSecurityGroupIngress 4, ec2:DeleteSecurityGroup 3, ec2:CreateTags 6, logs:CreateLogGroup 4
        logs:PutRetentionPolicy 3, monitoring:PutMetricAlarm 3, s3:PutBucketTagging 3, events:PutRule 2
        """);

    /// <summary>Bringing a build into service.</summary>
    public static readonly Workload Deployment = Workload.Parse("""
        sts:GetCallerIdentity 6, ecr:GetAuthorizationToken 10, ecr:PutImage 8, ecr:DescribeImages 6, ecs:RegisterTaskDefinition 8
        ecs:UpdateService 8, ecs:DescribeServices 20, lambda:UpdateFunctionCode20150331v2 12, lambda:GetFunctionConfiguration20150331v2 16
        lambda:UpdateFunctionConfiguration20150331v2 5, lambda:PublishVersion20150331 6, lambda:AddPermission20150331v2 4
        cloudformation:DescribeStacks 16, cloudformation:CreateChangeSet 7, cloudformation:DescribeChangeSet 10
        cloudformation:ExecuteChangeSet 5, cloudformation:UpdateStack 3, cloudformation:DescribeStackEvents 12, ssm:GetParameter 8
        """);

    /// <summary>Tests that build up an environment and take it down again.</summary>
    public static readonly Workload Integration = Workload.Parse("""
        ec2:RunInstances 10, ec2:DescribeInstances 16, ec2:TerminateInstances 8, ec2:CreateTags 8, ec2:CreateSecurityGroup 5
        ec2:DeleteSecurityGroup 5, ec2:CreateVolume 3, ec2:DeleteVolume 3, s3:CreateBucket 5, s3:DeleteBucket 5, iam:CreateRole 5
        iam:PutRolePolicy 5, iam:DeleteRole 5, iam:DetachRolePolicy 4, logs:CreateLogGroup 5, ec2:StopInstances 3, ec2:StartInstances 3
        """);

    /// <summary>The website's own deployment user.</summary>
    public static readonly Workload Website = Workload.Parse("""
        sts:GetCallerIdentity 10, s3:GetBucketLocation 16, cloudformation:DescribeStacks 10, cloudfront:CreateInvalidation 12
        cloudfront:GetInvalidation 20, ssm:GetParameter 12
        """);

    /// <summary>The nightly backup.</summary>
    public static readonly Workload Backup = Workload.Parse("""
        ec2:DescribeVolumes 10, ec2:DescribeSnapshots 12, ec2:CreateSnapshot 14, ec2:DeleteSnapshot 14, rds:DescribeDBSnapshots 6
        rds:CreateDBSnapshot 4, s3:ListBuckets 3, sts:GetCallerIdentity 3
        """);
}
