using System.CommandLine;
using System.Globalization;
using Offtrail.Aws;

namespace Offtrail.Cli;

/// <summary>Options for paths that begin with s3://, shared by the commands that read.</summary>
internal sealed class S3Options
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
        if (from > to) throw new UsageException("--from-day must not be after --to-day");
        var selection = new ObjectSelection { Prefix = prefix, Accounts = Accounts(parsed), Regions = parsed.GetValue(_regions) ?? [], FromDay = from, ToDay = to };
        return new S3Source(bucket, selection, new AwsAccess
        {
            Endpoint = parsed.GetValue(_endpoint) is { } text ? Address(text) : null,
            PathStyle = parsed.GetValue(_pathStyle) ? true : null,
            Region = parsed.GetValue(_region),
            Profile = parsed.GetValue(_profile),
            Role = parsed.GetValue(_role),
            ExternalId = parsed.GetValue(_externalId),
            RequesterPays = parsed.GetValue(_requesterPays),
        }, cancellationToken);
    }

    /// <summary>Refuses the options where no path names a bucket: they would do nothing.</summary>
    public void RefuseWithout(ParseResult parsed)
    {
        if (All.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } option) throw new UsageException($"{option.Name} is for paths that begin with s3://, and there is none");
    }

    private string[] Accounts(ParseResult parsed)
    {
        var accounts = parsed.GetValue(_accounts) ?? [];
        return accounts.FirstOrDefault(a => a.Length != 12 || !a.All(char.IsAsciiDigit)) is { } wrong ? throw new UsageException($"--account \"{wrong}\" is no account; right would be twelve digits") : accounts;
    }

    private static DateOnly? Day(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new UsageException($"{option.Name} \"{text}\" is no day; right would be 2026-05-01");
    }

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new UsageException($"--s3-endpoint \"{text}\" is no address; right would be https://minio.example.com:9000");
}
