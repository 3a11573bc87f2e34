using System.Globalization;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>
/// Writes one segment with the events of several, in the order of identity, time and event id: what is asked of a lake is mostly asked of an
/// identity, whose events so lie in few row groups. Where they do not fit into memory together they are sorted in runs, each of some identities, which
/// then follow one another. The events of an identity that are too many alone stay in the order of their segments.
/// </summary>
public sealed class SegmentMerger(LakeFolder lake, string tempFolder) : IDisposable
{
    private static readonly string s_identity = Sql.Name(EventColumn.Identity.Name());

    private readonly LakeReader _engine = new(lake, new LakeReaderOptions { TempFolder = tempFolder, MemoryBytes = 288L << 20, Threads = 1 }); // what the sort holds, and a row group of some 20 MB

    /// <summary>Bytes of records that are sorted at once. Default 48 MiB; the sort holds some three times as much.</summary>
    internal long MostToSort { get; init; } = 48L << 20;

    /// <summary>Merges segments of one account and day. They stay as they are.</summary>
    /// <param name="segments">At least one.</param>
    /// <param name="name">A file name, without ending, that no segment has.</param>
    /// <exception cref="LakeException">One can't be read, or the disk is full; nothing is left behind.</exception>
    public Segment Merge(IReadOnlyList<Segment> segments, string name)
    {
        var partition = segments[0].Partition;
        var path = LakeFolder.NewPath(partition, name);
        var (bytes, checksum) = lake.Place(path, beside =>
        {
            Write(segments, beside);
            using (var file = new FileStream(beside, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
            Verify(segments, beside);
            return (new FileInfo(beside).Length, LakeFolder.Checksum(beside));
        });
        return new Segment(path, partition.Account, partition.Day, segments.Sum(s => s.Rows), segments.Min(s => s.FirstMicros), segments.Max(s => s.LastMicros), bytes, checksum, segments.Sum(s => s.Failures));
    }

    private void Write(IReadOnlyList<Segment> segments, string file)
    {
        var runs = Runs(segments);
        if (runs is [var all])
        {
            Copy(Run(segments, all), file, level: 9);
            return;
        }

        string[] files = [.. runs.Select((_, i) => Path.Combine(tempFolder, string.Create(CultureInfo.InvariantCulture, $"run-{Guid.NewGuid():N}-{i}.parquet")))];
        try
        {
            for (var i = 0; i < files.Length; i++) Copy(Run(segments, runs[i]), files[i], level: 1);
            Copy($"SELECT * FROM read_parquet([{string.Join(',', files.Select(Sql.Literal))}])", file, level: 9);
        }
        finally
        {
            foreach (var run in files) File.Delete(run);
        }
    }

    /// <summary>Which identities are sorted together: from one on to before another, null without an end. Those without an identity come first.</summary>
    private List<(string? From, string? To, bool Sorted)> Runs(IReadOnlyList<Segment> segments)
    {
        var runs = new List<(string? From, string? To, bool Sorted)> { (null, null, true) };
        var inRun = 0L;
        foreach (var row in _engine.Query($"SELECT {s_identity}, sum(strlen({EventColumns.Record}))::BIGINT FROM {_engine.From(segments)} GROUP BY 1 ORDER BY 1 NULLS FIRST"))
        {
            var bytes = row.GetInt64(1);
            if (inRun > 0 && inRun + bytes > MostToSort)
            {
                var next = row.GetString(0);
                runs[^1] = runs[^1] with { To = next };
                runs.Add((next, null, true));
                inRun = 0;
            }

            inRun += bytes;
            if (bytes > MostToSort) runs[^1] = runs[^1] with { Sorted = false };
        }

        return runs;
    }

    private string Run(IReadOnlyList<Segment> segments, (string? From, string? To, bool Sorted) run)
    {
        var (from, to) = (run.From is null ? null : $"{s_identity} >= {Sql.Literal(run.From)}", run.To is null ? null : $"{s_identity} < {Sql.Literal(run.To)}");
        var where = (from, to) switch { (null, null) => "true", (null, _) => $"({to} OR {s_identity} IS NULL)", (_, null) => from, _ => $"{from} AND {to}" };
        return $"SELECT * FROM {_engine.From(segments)} WHERE {where}{(run.Sorted ? $" ORDER BY {s_identity} NULLS FIRST, {Sql.Name(EventColumns.Timestamp)}, {Sql.Name(EventColumn.EventId.Name())}" : "")}";
    }

    private void Copy(string events, string file, int level) => _engine.Execute(string.Create(CultureInfo.InvariantCulture, $"""
        COPY ({events}) TO '{Sql.Text(file)}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL {level}, ROW_GROUP_SIZE 16384)
        """));

    /// <summary>The engine's word is not taken for it: the file is read back before anything is taken off the manifest.</summary>
    private void Verify(IReadOnlyList<Segment> segments, string file)
    {
        var expected = (segments.Sum(s => s.Rows), segments.Min(s => s.FirstMicros), segments.Max(s => s.LastMicros));
        var time = $"epoch_us({Sql.Name(EventColumns.Timestamp)})";
        var found = _engine.Query($"SELECT count(*), min({time}), max({time}) FROM read_parquet('{Sql.Text(file)}')")
            .Select(r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2))).Single();
        if (found != expected) throw new LakeException(string.Create(CultureInfo.InvariantCulture, $"merging gave {found} instead of {expected} (events, first, last); nothing was changed"));
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();
}
