namespace Offtrail.Sources.Demo;

/// <summary>The habitual failures of the two accounts. The form of a line: see <see cref="FailureBook"/>.</summary>
internal static class FailureTable
{
    public const string Rows = """
        # services that ask for what is not there, all day
        both 400 ssm:GetParameter ParameterNotFound
        both 300 ssm:GetParametersByPath ThrottlingException Rate exceeded
        both 260 secretsmanager:GetSecretValue ResourceNotFoundException Secrets Manager can't find the specified secret.
        prod 220 dynamodb:DescribeTable ResourceNotFoundException Requested resource not found: Table: <table> not found
        prod 260 sqs:GetQueueUrl AWS.SimpleQueueService.NonExistentQueue The specified queue does not exist.
        prod 100 kms:Decrypt refused
        dev 500 dynamodb:DescribeTable ResourceNotFoundException Requested resource not found: Table: <table> not found
        dev 260 kms:Decrypt refused
        both 700 logs:CreateLogStream ResourceAlreadyExistsException The specified log stream already exists
        both 900 logs:CreateLogGroup ResourceAlreadyExistsException The specified log group already exists
        both 250 logs:DescribeLogStreams ResourceNotFoundException The specified log group does not exist.
        both 200 monitoring:GetMetricData ThrottlingException Rate exceeded
        both 2600 s3:GetBucketAcl refused

        # people who look where they may not, and at what nobody has configured
        both 2600 organizations:DescribeOrganization refused
        both 1800 account:GetAlternateContact refused
        both 3000 health:DescribeEvents SubscriptionRequiredException
        both 900 s3:GetBucketPolicy NoSuchBucketPolicy The bucket policy does not exist
        both 900 s3:GetBucketTagging NoSuchTagSet The TagSet does not exist
        both 700 s3:GetBucketEncryption refused
        both 350 iam:GetRole NoSuchEntityException The role with name <role> cannot be found.
        both 350 iam:GetRolePolicy NoSuchEntityException The role policy with name <policy> cannot be found.
        prod 1500 iam:ListAccessKeys refused
        prod 1500 secretsmanager:ListSecrets refused
        prod 1500 ssm:DescribeParameters refused
        both 700 lambda:GetPolicy20150331v2 ResourceNotFoundException The resource you requested does not exist.

        both 200 logs:FilterLogEvents ResourceNotFoundException The specified log group does not exist.
        both 250 logs:StartQuery LimitExceededException Account maximum query concurrency limit of [30] reached.
        both 250 lambda:GetFunction20150331v2 ResourceNotFoundException Function not found: <function>
        both 200 cloudformation:DescribeStackEvents ValidationException Stack [<stack>] does not exist
        both 400 ecr:DescribeImages ImageNotFoundException The image with imageId {imageTag:'latest'} does not exist
        dev 40 ec2:DescribeImages refused

        # deployments
        both 500 cloudformation:DescribeStacks ValidationException Stack with id <stack> does not exist
        both 900 cloudformation:UpdateStack ValidationException No updates are to be performed.
        both 300 cloudformation:CreateChangeSet ValidationException Stack [<stack>] is in UPDATE_IN_PROGRESS state.
        both 700 lambda:UpdateFunctionCode20150331v2 ResourceConflictException An update is in progress for <function>
        both 500 lambda:UpdateFunctionConfiguration20150331v2 ResourceConflictException An update is in progress for <function>
        both 900 lambda:AddPermission20150331v2 ResourceConflictException The statement id (<stack>) provided already exists.
        both 2200 iam:CreateRole EntityAlreadyExistsException Role with name <role> already exists.
        both 2500 ec2:AuthorizeSecurityGroupIngress Client.InvalidPermission.Duplicate the specified rule already exists
        both 1200 ec2:DeleteSecurityGroup Client.DependencyViolation resource <sg> has a dependent object
        prod 90 ec2:DescribeInstanceStatus Client.RequestLimitExceeded Request limit exceeded.
        prod 900 ecs:UpdateService ServiceNotActiveException Service was not ACTIVE.
        prod 600 ec2:DeleteSnapshot Client.InvalidSnapshot.InUse The snapshot <snapshot> is currently in use by <ami>
        prod 500 ec2:CreateSnapshot Client.SnapshotCreationPerVolumeRateExceeded The maximum per volume CreateSnapshot request rate has been exceeded.

        # development: tests that try permissions out, and roles that may do little
        dev 1800 ec2:RunInstances Client.DryRunOperation Request would have succeeded, but DryRun flag is set.
        dev 500 ec2:StopInstances refused
        dev 500 ec2:StartInstances refused
        dev 400 ec2:RunInstances refused
        dev 150 ec2:DescribeSnapshots refused
        dev 1200 ec2:CreateSecurityGroup Client.InvalidGroup.Duplicate The security group already exists for VPC '<vpc>'
        dev 700 ec2:TerminateInstances Client.InvalidInstanceID.NotFound The instance ID '<instance>' does not exist
        dev 1400 s3:CreateBucket BucketAlreadyOwnedByYou Your previous request to create the named bucket succeeded.
        dev 1400 s3:DeleteBucket BucketNotEmpty The bucket you tried to delete is not empty
        dev 1000 iam:PutRolePolicy MalformedPolicyDocumentException Syntax errors in policy.
        dev 1200 iam:DeleteRole DeleteConflictException Cannot delete entity, must detach all policies first.
        """;
}
