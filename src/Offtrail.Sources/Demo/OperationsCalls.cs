namespace Offtrail.Sources.Demo;

/// <summary>Calls of logs, metrics, stacks and the content network. The form of a line: see <see cref="Call"/>.</summary>
internal static class OperationsCalls
{
    public const string Table = """
        logs:DescribeLogGroups r {"limit":50}
        logs:DescribeLogStreams r {"logGroupName":"<group>","orderBy":"LastEventTime","descending":true}
        logs:FilterLogEvents r {"logGroupName":"<group>","limit":100}
        logs:StartQuery r {"logGroupName":"<group>","queryString":"fields @timestamp, @message"} -> {"queryId":"<request>"}
        logs:CreateLogGroup w {"logGroupName":"<group>"}
        logs:CreateLogStream w {"logGroupName":"<group>","logStreamName":"<team>_<stamp>"}
        logs:PutRetentionPolicy w {"logGroupName":"<group>","retentionInDays":30}
        monitoring:DescribeAlarms r {"maxRecords":100}
        monitoring:GetMetricData r {"maxDatapoints":500}
        monitoring:ListMetrics r {"namespace":"AWS/EC2"}
        monitoring:PutMetricAlarm w {"alarmName":"<alarm>","namespace":"AWS/EC2","threshold":80.0}
        cloudformation:DescribeStacks r {"stackName":"<stack>"}
        cloudformation:DescribeStackEvents r {"stackName":"<stack>"}
        cloudformation:ListStacks r {"stackStatusFilter":["CREATE_COMPLETE","UPDATE_COMPLETE"]}
        cloudformation:CreateChangeSet w {"stackName":"<stack>","changeSetName":"run-<number>"} -> {"id":"arn:aws:cloudformation:<region>:<account>:changeSet/run-<number>"}
        cloudformation:DescribeChangeSet r {"stackName":"<stack>","changeSetName":"run-<number>"}
        cloudformation:ExecuteChangeSet w {"stackName":"<stack>","changeSetName":"run-<number>"}
        cloudformation:UpdateStack w {"stackName":"<stack>","capabilities":["CAPABILITY_IAM"]}
        cloudfront:CreateInvalidation w {"distributionId":"<distribution>","invalidationBatch":{"paths":{"quantity":1,"items":["/*"]},"callerReference":"<request>"}} -> {"invalidation":{"id":"I<number>","status":"InProgress"}}
        cloudfront:GetInvalidation r {"distributionId":"<distribution>","id":"I<number>"}
        cloudfront:ListDistributions r {"maxItems":"100"}
        events:PutRule w {"name":"<team>-nightly","scheduleExpression":"cron(0 2 * * ? *)","state":"ENABLED"}
        tagging:GetResources r {"resourcesPerPage":100}
        health:DescribeEvents r {"filter":{"eventStatusCodes":["open","upcoming"]}}
        """;
}
