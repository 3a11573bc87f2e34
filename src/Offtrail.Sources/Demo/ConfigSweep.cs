namespace Offtrail.Sources.Demo;

/// <summary>AWS Config asks every bucket every night for every setting, and S3 answers "not configured" to two in five.</summary>
internal sealed class ConfigSweep : Actor
{
    private const int SecondsBetween = 20;

    private static readonly (Call Call, Failure? NotConfigured)[] s_questions =
    [
        Ask("GetBucketVersioning"),
        Ask("GetBucketEncryption", "ServerSideEncryptionConfigurationNotFoundError", "The server side encryption configuration was not found"),
        Ask("GetBucketPolicy", "NoSuchBucketPolicy", "The bucket policy does not exist"),
        Ask("GetBucketWebsite", "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"),
        Ask("GetBucketCors", "NoSuchCORSConfiguration", "The CORS configuration does not exist"),
        Ask("GetBucketTagging", "NoSuchTagSet", "The TagSet does not exist"),
        Ask("GetBucketLifecycle", "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
        Ask("GetBucketReplication", "ReplicationConfigurationNotFoundError", "The replication configuration was not found"),
        Ask("GetBucketObjectLockConfiguration", "ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket"),
        Ask("GetBucketPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"),
        Ask("GetBucketPolicyStatus"),
    ];

    private readonly RoleName _role;
    private readonly bool[] _configured;

    public ConfigSweep(History history, Account account)
        : base(history, account, "config")
    {
        _role = RoleName.ServiceLinked("config.amazonaws.com", "AWSServiceRoleForConfig", Dice);

        // what is configured stays so: the sweep finds the same gaps night after night
        _configured = [.. Enumerable.Range(0, account.Resources["bucket"].Count * s_questions.Length).Select(_ => Dice.PerMille(500))];
    }

    public override void Tell(DateTimeOffset hour, List<PlannedEvent> plan)
    {
        if (hour.Hour != Account.SweepHour)
            return;

        DateTimeOffset at = hour.AddSeconds(Dice.Below(300));
        Session session = Sessions.ServiceLinked(Account, _role, "AWSConfig-Describe", Dice.TemporaryKey(), at, "config.amazonaws.com");
        for (int i = 0; i < _configured.Length; i++)
        {
            (Call call, Failure? notConfigured) = s_questions[i % s_questions.Length];
            Failure? failure = _configured[i] ? null : notConfigured;

            // the index of the bucket as the roll: this call is about this bucket, not about any
            plan.Add(Plan(at, session, Origin.Aws("config.amazonaws.com"), call, failure) with { Roll = (uint)(i / s_questions.Length) });
            at = at.AddSeconds(SecondsBetween);
        }
    }

    private static (Call Call, Failure? NotConfigured) Ask(string name, string? code = null, string message = "") =>
        (CallBook.Get($"s3:{name}"), code is null ? null : new Failure(code, new Template(message)));
}
