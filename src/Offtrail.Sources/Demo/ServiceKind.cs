namespace Offtrail.Sources.Demo;

/// <summary>What a service on instances does in an hour, and with which client (an index of <see cref="Agents.Services"/>).</summary>
internal sealed record ServiceKind(string Team, int CallsPerHour, int Agent, bool OtherRegion, Workload Workload)
{
    public static ServiceKind Orders { get; } = new("orders", 5, 0, false, Workload.Parse(
        "ssm:GetParameter 10, secretsmanager:GetSecretValue 6, dynamodb:DescribeTable 6, sqs:GetQueueUrl 6, kms:Decrypt 12, kms:GenerateDataKey 5"));

    public static ServiceKind Billing { get; } = new("billing", 5, 1, false, Workload.Parse(
        "ssm:GetParametersByPath 8, secretsmanager:GetSecretValue 8, kms:Decrypt 10, sqs:GetQueueAttributes 6, logs:CreateLogStream 2"));

    public static ServiceKind Search { get; } = new("search", 4, 2, true, Workload.Parse(
        "ssm:GetParameter 8, sqs:GetQueueUrl 8, ec2:DescribeInstances 5, dynamodb:DescribeTable 4, monitoring:GetMetricData 4"));

    public static ServiceKind Media { get; } = new("media", 5, 3, false, Workload.Parse(
        "kms:Decrypt 10, kms:GenerateDataKey 8, ssm:GetParameters 6, sqs:GetQueueUrl 5, s3:GetBucketLocation 3, logs:CreateLogStream 3"));
}
