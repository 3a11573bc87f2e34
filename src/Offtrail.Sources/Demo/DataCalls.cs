namespace Offtrail.Sources.Demo;

/// <summary>Calls of stores, queues, keys and secrets. The form of a line: see <see cref="Call"/>.</summary>
internal static class DataCalls
{
    public const string Table = """
        s3:ListBuckets r {"Host":"s3.<region>.amazonaws.com"}
        s3:GetBucketLocation r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","location":""}
        s3:GetBucketAcl r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","acl":""}
        s3:GetBucketPolicy r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","policy":""}
        s3:GetBucketPolicyStatus r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","policyStatus":""}
        s3:GetBucketVersioning r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","versioning":""}
        s3:GetBucketEncryption r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","encryption":""}
        s3:GetBucketWebsite r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","website":""}
        s3:GetBucketCors r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","cors":""}
        s3:GetBucketTagging r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","tagging":""}
        s3:GetBucketLifecycle r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","lifecycle":""}
        s3:GetBucketReplication r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","replication":""}
        s3:GetBucketObjectLockConfiguration r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","object-lock":""}
        s3:GetBucketPublicAccessBlock r {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","publicAccessBlock":""}
        s3:CreateBucket w {"bucketName":"<bucket>-<number>","Host":"s3.<region>.amazonaws.com"}
        s3:DeleteBucket w {"bucketName":"<bucket>-<number>","Host":"s3.<region>.amazonaws.com"}
        s3:PutBucketTagging w {"bucketName":"<bucket>","Host":"<bucket>.s3.<region>.amazonaws.com","tagging":""}
        dynamodb:DescribeTable r {"tableName":"<table>"} @ AWS::DynamoDB::Table arn:aws:dynamodb:<region>:<account>:table/<table>
        dynamodb:ListTables r {"limit":100}
        dynamodb:DescribeTimeToLive r {"tableName":"<table>"}
        rds:DescribeDBInstances r {"dBInstanceIdentifier":"<db>"}
        rds:DescribeDBSnapshots r {"dBInstanceIdentifier":"<db>"}
        rds:DescribeDBClusters r {"includeShared":false}
        rds:CreateDBSnapshot w {"dBInstanceIdentifier":"<db>","dBSnapshotIdentifier":"<db>-<stamp>"} -> {"dBSnapshotIdentifier":"<db>-<stamp>","status":"creating"}
        sqs:GetQueueUrl r {"queueName":"<queue>"}
        sqs:GetQueueAttributes r {"queueUrl":"https://sqs.<region>.amazonaws.com/<account>/<queue>","attributeNames":["All"]}
        sqs:ListQueues r {"maxResults":1000}
        sns:ListTopics r
        sns:GetTopicAttributes r {"topicArn":"arn:aws:sns:<region>:<account>:<topic>"}
        kms:Decrypt r {"keyId":"arn:aws:kms:<region>:<account>:key/<key>","encryptionAlgorithm":"SYMMETRIC_DEFAULT"} @ AWS::KMS::Key arn:aws:kms:<region>:<account>:key/<key>
        kms:GenerateDataKey r {"keyId":"arn:aws:kms:<region>:<account>:key/<key>","keySpec":"AES_256"} @ AWS::KMS::Key arn:aws:kms:<region>:<account>:key/<key>
        kms:DescribeKey r {"keyId":"<key>"} @ AWS::KMS::Key arn:aws:kms:<region>:<account>:key/<key>
        kms:ListKeys r {"limit":100}
        secretsmanager:GetSecretValue r {"secretId":"<secret>"}
        secretsmanager:DescribeSecret r {"secretId":"<secret>"}
        secretsmanager:ListSecrets r {"maxResults":100}
        ssm:GetParameter r {"name":"<parameter>","withDecryption":true}
        ssm:GetParameters r {"names":["<parameter>"],"withDecryption":true}
        ssm:GetParametersByPath r {"path":"/<team>/","recursive":true,"withDecryption":true}
        ssm:DescribeParameters r {"maxResults":50}
        ssm:UpdateInstanceInformation w {"instanceId":"<me>","agentVersion":"3.3.987.0","agentStatus":"Active","platformType":"Linux","platformName":"Amazon Linux"}
        """;
}
