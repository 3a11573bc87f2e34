namespace Offtrail.Aws;

/// <summary>
/// Finds what can be listed on its own below a prefix: in CloudTrail's layout each account's region, whose keys stand in the order of their
/// days; elsewhere what there is. The folder AWSLogs is looked for two levels down, where a bucket has several trails.
/// </summary>
internal sealed class S3Layout(S3Lister lister, ObjectSelection selection)
{
    private const int Levels = 2;
    private const int MostBranches = 50; // beyond, a folder is no place where trails are kept apart

    /// <summary>Prefixes to list, in their order.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">The bucket can't be listed.</exception>
    public async Task<IReadOnlyList<string>> FindAsync()
    {
        var found = await BelowAsync(selection.Prefix, Levels).ConfigureAwait(false);
        return [.. found.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private Task<IEnumerable<string>> BelowAsync(string prefix, int levels)
    {
        var parts = prefix.Split('/'); // the last is a beginning of a name, empty behind "/"
        var root = Array.IndexOf(parts, CloudTrailKey.Root, 0, parts.Length - 1);
        if (root < 0) return AboveRootAsync(prefix, levels);
        var below = parts[(root + 1)..];
        if (below.Length > 1 && CloudTrailKey.IsOrganization(below[0])) below = below[1..];
        return below switch
        {
            [_] => EachAsync(prefix, child => CloudTrailKey.IsOrganization(child) || (CloudTrailKey.IsAccount(child) && selection.TakesAccount(child))),
            [_, ""] => BelowAsync($"{prefix}{CloudTrailKey.Records}/", levels),
            [_, CloudTrailKey.Records, _] => EachAsync(prefix, selection.TakesRegion),
            _ => Task.FromResult<IEnumerable<string>>([prefix]),
        };
    }

    private async Task<IEnumerable<string>> AboveRootAsync(string prefix, int levels)
    {
        var below = await lister.BelowAsync(prefix).ConfigureAwait(false);
        string[] children = [.. below.CommonPrefixes ?? []];
        var hasObjects = (below.S3Objects ?? []).Any(o => o.Size > 0);
        var hasRoot = children.Any(c => c.EndsWith($"{CloudTrailKey.Root}/", StringComparison.Ordinal));
        if (hasObjects || below.IsTruncated == true || (!hasRoot && (levels == 0 || children.Length > MostBranches))) return [prefix];
        var found = await Task.WhenAll(children.Select(c => BelowAsync(c, levels - 1))).ConfigureAwait(false);
        return found.SelectMany(f => f);
    }

    private async Task<IEnumerable<string>> EachAsync(string prefix, Func<string, bool> isWanted)
    {
        var below = await lister.BelowAsync(prefix).ConfigureAwait(false);
        var children = (below.CommonPrefixes ?? []).Where(c => isWanted(c.TrimEnd('/')[(c.TrimEnd('/').LastIndexOf('/') + 1)..]));
        var found = await Task.WhenAll(children.Select(c => BelowAsync(c, 0))).ConfigureAwait(false);
        return found.SelectMany(f => f);
    }
}
