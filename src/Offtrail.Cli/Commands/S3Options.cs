using System.CommandLine;
using Offtrail.Aws;

namespace Offtrail.Cli;

/// <summary>Options for paths that begin with s3://, shared by the commands that read.</summary>
internal sealed class S3Options(TimeProvider clock)
{
    public const string Scheme = "s3://";

    private readonly Option<string[]> _accounts = new("--account") { Description = "With s3://: objects of this account only. Repeatable", HelpName = "ACCOUNT" };
    private readonly Option<string[]> _regions = new("--region") { Description = "With s3://: objects of this region's folder only. Repeatable", HelpName = "REGION" };
    private readonly Option<string?> _from = new("--from-day") { Description = "With s3://: objects delivered on this day or later", HelpName = "DAY" };
    private readonly Option<string?> _to = new("--to-day") { Description = "With s3://: objects delivered on this day or earlier", HelpName = "DAY" };
    private readonly Option<string?> _endpoint = new("--s3-endpoint") { Description = "Address of an S3-compatible store. Default: AWS, or AWS_ENDPOINT_URL_S3", HelpName = "URL" };
    private readonly Option<bool> _pathStyle = new("--s3-path-style") { Description = "The bucket stands in the path, not in the host name" };
    private readonly Option<string?> _region = new("--s3-region") { Description = "The region where the bucket is. Default: AWS_REGION, or the profile's", HelpName = "REGION" };
    private readonly Option<string?> _profile = new("--s3-profile") { Description = "Profile of the AWS configuration. Default: AWS_PROFILE, then the SDK's chain", HelpName = "PROFILE" };
    private readonly Option<string?> _role = new("--s3-role") { Description = "ARN of a role to take on for reading", HelpName = "ARN" };
    private readonly Option<string?> _externalId = new("--s3-external-id") { Description = "The external id that the role asks for", HelpName = "ID" };
    private readonly Option<bool> _requesterPays = new("--s3-requester-pays") { Description = "You pay for requests to a bucket of somebody else's" };

    private IEnumerable<Option> All => [_accounts, _regions, _from, _to, _endpoint, _pathStyle, _region, _profile, _role, _externalId, _requesterPays];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>Whether a path names a bucket.</summary>
    public static bool IsBucket(string path) => path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The source that s3://bucket/prefix names.</summary>
    public S3Source Source(ParseResult parsed, string path, CancellationToken cancellationToken)
    {
        var (bucket, prefix) = path[Scheme.Length..].Split('/', 2) is [var name, var rest] ? (name, rest) : (path[Scheme.Length..], "");
        if (bucket.Length == 0) throw new UsageException($"{path}: names no bucket; right would be s3://bucket or s3://bucket/prefix");
        var (from, to) = (Day(parsed, _from), Day(parsed, _to));
        if (from > to) throw new UsageException("--from-day is after --to-day; right would be the first day in the one, and the last in the other");
        return new S3Source(bucket, new ObjectSelection
        {
            Prefix = prefix,
            Accounts = [.. (parsed.GetValue(_accounts) ?? []).Select(a => AwsSetting.Account(a, Wrong(_accounts, a)))],
            Regions = parsed.GetValue(_regions) ?? [],
            FromDay = from,
            ToDay = to,
        }, new AwsAccess
        {
            Endpoint = parsed.GetValue(_endpoint) is { } endpoint ? AwsSetting.Endpoint(endpoint, Wrong(_endpoint, endpoint)) : null,
            PathStyle = parsed.GetValue(_pathStyle) ? true : null,
            Region = parsed.GetValue(_region),
            Profile = parsed.GetValue(_profile),
            Role = parsed.GetValue(_role) is { } role ? AwsSetting.Role(role, Wrong(_role, role)) : null,
            ExternalId = parsed.GetValue(_externalId),
            RequesterPays = parsed.GetValue(_requesterPays),
        }, clock, cancellationToken);
    }

    /// <summary>Refuses the options where no path names a bucket: they would do nothing.</summary>
    public void RefuseWithout(ParseResult parsed)
    {
        if (All.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } option) throw new UsageException($"{option.Name} is for paths that begin with s3://, and there is none");
    }

    private static DateOnly? Day(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } text ? AwsSetting.Day(text, Wrong(option, text)) : null;

    private static Func<string, UsageException> Wrong(Option option, string text) => right => new UsageException($"{option.Name} is \"{text}\"; right would be {right}");
}
