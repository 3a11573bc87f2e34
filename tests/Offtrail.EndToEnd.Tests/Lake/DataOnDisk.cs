using Microsoft.Data.Sqlite;

namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>A data folder as it lies on the disk, read without the program: after a crash too, and without mending anything.</summary>
internal sealed class DataOnDisk(string folder)
{
    public string Lake => Path.Combine(folder, "lake");

    public string Damaged => Path.Combine(folder, "damaged");

    public bool HasState => File.Exists(State) && Query("SELECT 1 FROM sqlite_master WHERE name = 'segment'", _ => true).Count > 0;

    /// <summary>There while the lake may have files that no manifest lists.</summary>
    public bool IsUntidy => File.Exists(Path.Combine(folder, ".untidy"));

    /// <summary>All segments of the manifest, those that were set apart as well.</summary>
    public IReadOnlyList<ListedSegment> Manifest => !HasState ? [] : Query(
        "SELECT path, rows, bytes, (SELECT coalesce(sum(o.rows), 0) FROM segment_object o WHERE o.segment = s.id), damage FROM segment s ORDER BY path",
        r => new ListedSegment(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.IsDBNull(4) ? null : r.GetString(4)));

    /// <summary>Objects that will not be read again.</summary>
    public IReadOnlyList<string> WholeObjects => !HasState ? [] : Query("SELECT key FROM object WHERE version IS NOT NULL", r => r.GetString(0));

    public long QuarantineEntries => !HasState ? 0 : Query("SELECT count(*) FROM quarantine", r => r.GetInt64(0))[0];

    public long Prunings => !HasState ? 0 : Query("SELECT count(*) FROM pruning", r => r.GetInt64(0))[0];

    /// <summary>Files below the lake that no manifest lists, by their path.</summary>
    public IReadOnlyList<string> UnlistedFiles => [.. FilesOf(Lake).Except(Manifest.Select(s => s.Path), StringComparer.Ordinal)];

    public IReadOnlyList<string> DamagedFiles => FilesOf(Damaged);

    /// <summary>The files of the segments that count.</summary>
    public IReadOnlyList<string> SegmentFiles => [.. Manifest.Where(s => s.Damage is null).Select(s => Path.Combine(Lake, s.Path))];

    /// <summary>The events of the lake.</summary>
    public LakeContent Content => LakeContent.Of(SegmentFiles);

    /// <summary>What must hold at any moment, also in the middle of whatever was killed.</summary>
    public DataOnDisk ShouldHoldTogether()
    {
        foreach (var segment in Manifest)
        {
            segment.Damage.ShouldBeNull(segment.Path);
            var file = new FileInfo(Path.Combine(Lake, segment.Path));
            file.Exists.ShouldBeTrue($"{segment.Path} is listed and not there");
            file.Length.ShouldBe(segment.Bytes, segment.Path);
            segment.ObjectRows.ShouldBe(segment.Rows, $"{segment.Path}: its objects' rows");
        }

        var content = Content;
        content.Events.ShouldBe(Manifest.Sum(s => s.Rows), "events that the manifest tells of");
        content.DifferentIds.ShouldBe(content.Events, "an event is in the lake twice");
        return this;
    }

    /// <summary>What must hold in addition when a run has ended by itself.</summary>
    public DataOnDisk ShouldBeTidy()
    {
        ShouldHoldTogether();
        UnlistedFiles.ShouldBeEmpty();
        IsUntidy.ShouldBeFalse("the mark of an untidy lake is there");
        return this;
    }

    /// <summary>Copies a data folder that nobody uses.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var directory in Directory.GetDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private string State => Path.Combine(folder, "state.db");

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> row)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = State, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 20 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    private static string[] FilesOf(string directory) => !Directory.Exists(directory) ? [] :
        [.. Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(directory, f).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal)];
}
