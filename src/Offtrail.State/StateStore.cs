using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>
/// The transactional state of a data folder: ledger, manifest, quarantine, results, alerts. SQLite with a write-ahead log
/// and full synchronous commits: what a method has returned from is on the disk. Safe for several threads; one at a time works.
/// </summary>
public sealed class StateStore : IDisposable
{
    private const int FirstVersion = 6; // what was written before it was preliminary

    private const int ReadOnly = 8; // SQLITE_READONLY
    private const int CantOpen = 14; // SQLITE_CANTOPEN

    private readonly SqliteConnection _connection;
    private readonly Lock _lock = new();
    private bool _isInTransaction;

    private StateStore(SqliteConnection connection)
    {
        _connection = connection;
        Snapshots = new SnapshotTable(this);
        Ledger = new LedgerTable(this);
        Manifest = new ManifestTable(this);
        Pruning = new PruningTable(this);
        Enrichment = new EnrichmentTable(this);
        Quarantine = new QuarantineTable(this);
        Anomalies = new AnomalyTable(this);
        Influencers = new InfluencerTable(this);
        Alerts = new AlertTable(this);
        Incidents = new IncidentTable(this);
        Runs = new RuleRunTable(this);
        Revisions = new RuleRevisionTable(this);
        Outbox = new OutboxTable(this);
        Users = new UserTable(this);
        Keys = new KeyTable(this);
        Audit = new AuditTable(this);
        Preferences = new PreferenceTable(this);
    }

    /// <summary>Which objects were ingested.</summary>
    public LedgerTable Ledger { get; }

    /// <summary>Which segments the lake has.</summary>
    public ManifestTable Manifest { get; }

    /// <summary>What retention dropped.</summary>
    public PruningTable Pruning { get; }

    /// <summary>Which databases of places were used.</summary>
    public EnrichmentTable Enrichment { get; }

    /// <summary>What could not be taken as an event.</summary>
    public QuarantineTable Quarantine { get; }

    /// <summary>The anomaly records of the last run of each job.</summary>
    public AnomalyTable Anomalies { get; }

    /// <summary>What the anomaly records may be put down to.</summary>
    public InfluencerTable Influencers { get; }

    /// <summary>What jobs knew at some times.</summary>
    public SnapshotTable Snapshots { get; }

    /// <summary>The alerts.</summary>
    public AlertTable Alerts { get; }

    /// <summary>Which alerts are one story.</summary>
    public IncidentTable Incidents { get; }

    /// <summary>The runs of rules that found or raised something.</summary>
    public RuleRunTable Runs { get; }

    /// <summary>What the rules were, and from when on.</summary>
    public RuleRevisionTable Revisions { get; }

    /// <summary>Which alerts are to go where.</summary>
    public OutboxTable Outbox { get; }

    /// <summary>Who may sign in to a service.</summary>
    public UserTable Users { get; }

    /// <summary>Keys for programs that use a service.</summary>
    public KeyTable Keys { get; }

    /// <summary>What was changed over a service, and by whom.</summary>
    public AuditTable Audit { get; }

    /// <summary>How people like their pages.</summary>
    public PreferenceTable Preferences { get; }

    /// <summary>Opens the state in a file; makes it when there is none.</summary>
    /// <exception cref="StateException">The file is damaged, or a newer Offtrail wrote it.</exception>
    public static StateStore Open(string file) => Open(file, file, SqliteOpenMode.ReadWriteCreate);

    /// <summary>Opens the state in a file to read it, also where nobody may write.</summary>
    /// <remarks>
    /// A reader of a write-ahead log keeps an index beside it, which can't be made there. While there is a log, the writer that
    /// left it made the index as well; without a log the file is read as one that does not change.
    /// </remarks>
    /// <exception cref="StateException">The file is damaged, or a newer Offtrail wrote it.</exception>
    public static StateStore OpenForReading(string file)
    {
        try
        {
            return Open(file);
        }
        catch (StateException e) when (e.InnerException is SqliteException { SqliteErrorCode: ReadOnly or CantOpen })
        {
            return Open(file, File.Exists(file + "-wal") ? file : Unchanging(file), SqliteOpenMode.ReadOnly);
        }
    }

    /// <summary>The file's name for SQLite, with the word that nobody changes it.</summary>
    private static string Unchanging(string file) => $"file:{string.Join('/', Path.GetFullPath(file).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString))}?immutable=1";

    private static StateStore Open(string file, string source, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            connection.Open();
            if (mode != SqliteOpenMode.ReadOnly) Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
            Prepare(connection, file, mode);
            return new StateStore(connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StateException($"the state in {file} can't be used: {e.Message}", e);
        }
        catch (StateException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The version of the tables in a state that is open: the newest, since an older one is brought up to date.</summary>
    public static int Version => Schema.Steps[^1].Version;

    /// <summary>Does something in one transaction: all of it is kept, or, when it throws, nothing. Within another it is a part of that one.</summary>
    /// <exception cref="StateException">The disk is full or fails.</exception>
    public T InTransaction<T>(Func<T> work) => InTransaction("BEGIN IMMEDIATE", work);

    /// <summary>Asks several things of one and the same state, whatever others write meanwhile.</summary>
    /// <exception cref="StateException">The disk fails.</exception>
    public T AtOneTime<T>(Func<T> work) => InTransaction("BEGIN", work);

    private T InTransaction<T>(string begin, Func<T> work)
    {
        lock (_lock)
        {
            if (_isInTransaction) return work();
            var done = false;
            try
            {
                Run(_connection, begin); // by hand: the prepared commands serve every transaction
                _isInTransaction = true;
                var result = work();
                Run(_connection, "COMMIT");
                done = true;
                return result;
            }
            catch (SqliteException e)
            {
                throw new StateException($"the state could not be written: {e.Message}", e);
            }
            finally
            {
                _isInTransaction = false;
                if (!done) Rollback();
            }
        }
    }

    /// <summary>Copies the state as it is at this instant into a file of its own, which is overwritten. Others may write meanwhile.</summary>
    /// <exception cref="StateException">The disk is full or fails.</exception>
    public void CopyTo(string file)
    {
        try
        {
            using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
            copy.Open();
            lock (_lock) _connection.BackupDatabase(copy);
            Run(copy, "PRAGMA journal_mode=DELETE"); // one file, without a log beside it
        }
        catch (SqliteException e)
        {
            throw new StateException($"the state could not be copied to {file}: {e.Message}", e);
        }
    }

    /// <summary>What SQLite finds wrong with the file, at most ten things; reads all of it.</summary>
    public IReadOnlyList<string> Faults()
    {
        using var check = Command("PRAGMA integrity_check(10)");
        return Query(check, r => r.GetString(0)) is var said && said is ["ok"] ? [] : said;
    }

    internal SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    /// <summary>Changes rows; gives how many.</summary>
    internal static int Execute(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Bind(command, values);
        return command.ExecuteNonQuery();
    }

    internal static object? Scalar(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Bind(command, values);
        return command.ExecuteScalar();
    }

    internal List<T> Query<T>(SqliteCommand command, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        lock (_lock)
        {
            Bind(command, values);
            var rows = new List<T>();
            using var reader = command.ExecuteReader();
            while (reader.Read()) rows.Add(row(reader));
            return rows;
        }
    }

    /// <summary>Reads rows until the function has enough of them.</summary>
    internal void Walk(SqliteCommand command, Func<SqliteDataReader, bool> row)
    {
        lock (_lock)
        {
            using var reader = command.ExecuteReader();
            while (reader.Read() && row(reader)) { }
        }
    }

    private void Rollback()
    {
        try
        {
            Run(_connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // The transaction never began, or SQLite rolled it back itself; what went wrong is on its way to the caller.
        }
    }

    private static void Bind(SqliteCommand command, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    private static void Prepare(SqliteConnection connection, string file, SqliteOpenMode mode)
    {
        if (VersionOf(connection, file) is var found && found == Version) return;
        if (mode == SqliteOpenMode.ReadOnly) throw new StateException($"the state in {file} is of version {found} and has to be brought to {Version} once, which needs a place that can be written to; use a copy of the folder");
        Run(connection, "BEGIN EXCLUSIVE"); // two processes may have come upon it
        var version = VersionOf(connection, file);
        if (version == 0) Run(connection, Schema.Tables);
        foreach (var step in Schema.Steps.Where(s => s.Version > version)) Run(connection, step.Sql);
        Run(connection, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA user_version={Version}; COMMIT"));
    }

    private static int VersionOf(SqliteConnection connection, string file)
    {
        using var read = connection.CreateCommand();
        read.CommandText = "PRAGMA user_version";
        var version = Convert.ToInt32(read.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (version > Version) throw new StateException($"the state in {file} is of version {version}; this Offtrail knows {Version}. Use a newer Offtrail.");
        if (version is > 0 and < FirstVersion) throw new StateException($"the state in {file} was written by a preliminary Offtrail; choose another folder, or delete this one and read the objects anew");
        return version;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
