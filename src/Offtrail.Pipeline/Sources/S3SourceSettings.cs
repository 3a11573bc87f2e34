using Offtrail.Aws;
using Offtrail.Sources;

namespace Offtrail.Pipeline;

/// <summary>What a bucket has.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Selection">Which of its objects.</param>
/// <param name="Access">How it is reached.</param>
public sealed record S3SourceSettings(string Bucket, ObjectSelection Selection, AwsAccess Access) : SourceSettings
{
    /// <inheritdoc/>
    public override string Target => $"s3://{Bucket}/{Selection.Prefix}";

    /// <inheritdoc/>
    public override ISource OpenBackfill(TimeProvider clock, CancellationToken cancellationToken) => new S3Source(Bucket, Selection, Access, clock, cancellationToken);

    internal static S3SourceSettings Of(SourceKeys keys)
    {
        var bucket = keys.Text("bucket");
        if (bucket.Contains('/', StringComparison.Ordinal)) throw keys.Wrong("bucket", bucket, "the bucket's name alone; what keys begin with is \"prefix\"");
        var (from, to) = (keys.Day("from_day"), keys.Day("to_day"));
        if (from > to) throw keys.Yaml.Wrong("from_day", "from_day is after to_day; right would be the first day in the one, and the last in the other");
        return new S3SourceSettings(bucket, keys.Selection() with { FromDay = from, ToDay = to }, keys.Access());
    }
}
