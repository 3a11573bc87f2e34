namespace Offtrail.Aws;

/// <summary>
/// Finds what can be listed on its own below a prefix: in CloudTrail's layout each account's region, whose keys stand in the order of their
/// days; elsewhere what there is. The folder AWSLogs is looked for two levels down, where a bucket has several trails.
/// </summary>
internal sealed class S3Layout(S3Lister lister, ObjectSelection selection)
{
    private const int Levels = 2;
    private const int MostBranches = 50; // beyond, a folder is no place where trails are kept apart

    /// <summary>Prefixes to list, in their order. Each wanted object is below one of them.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">The bucket can't be listed.</exception>
    public async Task<IReadOnlyList<ListedPrefix>> FindAsync() =>
        [.. (await BelowAsync(selection.Prefix, Levels).ConfigureAwait(false)).OrderBy(p => p.Text, StringComparer.Ordinal)];

    private Task<IEnumerable<ListedPrefix>> BelowAsync(string prefix, int levels)
    {
        var parts = prefix.Split('/'); // the last is a beginning of a name, empty behind "/"
        var root = Array.IndexOf(parts, CloudTrailKey.Root, 0, parts.Length - 1);
        if (root < 0) return AboveRootAsync(prefix, levels);
        var below = parts[(root + 1)..];
        if (below.Length > 1 && CloudTrailKey.IsOrganization(below[0])) below = below[1..];
        return below switch
        {
            [_] => EachAsync(prefix, child => CloudTrailKey.IsOrganization(child) || (CloudTrailKey.IsAccount(child) && selection.TakesAccount(child))),
            [_, var kind] when CloudTrailKey.Records.StartsWith(kind, StringComparison.Ordinal) => BelowAsync($"{prefix[..^kind.Length]}{CloudTrailKey.Records}/", levels),
            [_, CloudTrailKey.Records, _] => EachAsync(prefix, selection.TakesRegion),
            _ => Whole(prefix),
        };
    }

    private async Task<IEnumerable<ListedPrefix>> AboveRootAsync(string prefix, int levels)
    {
        if (levels < 0) return await Whole(prefix).ConfigureAwait(false); // a neighbour of the folder AWSLogs
        var page = await lister.PageAsync(new ListedPrefix(prefix, IsShallow: true)).ConfigureAwait(false);
        string[] children = [.. page.CommonPrefixes ?? []];
        var hasRoot = children.Any(c => c.EndsWith($"{CloudTrailKey.Root}/", StringComparison.Ordinal));
        if (page.IsTruncated == true || (!hasRoot && (levels == 0 || children.Length > MostBranches))) return await Whole(prefix).ConfigureAwait(false);
        var found = await Task.WhenAll(children.Select(c => BelowAsync(c, levels - 1))).ConfigureAwait(false);
        return page.S3Objects is { Count: > 0 } ? found.SelectMany(f => f).Append(new ListedPrefix(prefix, IsShallow: true)) : found.SelectMany(f => f);
    }

    private async Task<IEnumerable<ListedPrefix>> EachAsync(string prefix, Func<string, bool> isWanted)
    {
        var found = new List<Task<IEnumerable<ListedPrefix>>>();
        string? token = null;
        do
        {
            var page = await lister.PageAsync(new ListedPrefix(prefix, IsShallow: true), token: token).ConfigureAwait(false);
            foreach (var child in page.CommonPrefixes ?? [])
                if (isWanted(child.Split('/')[^2])) found.Add(BelowAsync(child, 0));
            token = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (token is not null);
        return (await Task.WhenAll(found).ConfigureAwait(false)).SelectMany(f => f);
    }

    private static Task<IEnumerable<ListedPrefix>> Whole(string prefix) => Task.FromResult<IEnumerable<ListedPrefix>>([new ListedPrefix(prefix, IsShallow: false)]);
}
