using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>Turns a filter of incidents into SQL. Every value is a parameter; what is asked of alerts is answered by indexes alone.</summary>
internal static class IncidentQuery
{
    private const string Status = "CASE WHEN EXISTS (SELECT 1 FROM alert a WHERE a.incident = i.id AND a.standing = 0 AND a.status = 0) THEN 0 WHEN EXISTS (SELECT 1 FROM alert a WHERE a.incident = i.id AND a.standing = 0 AND a.status = 1) THEN 1 ELSE 2 END";

    private const string Columns = $"i.id, i.first_event, i.last_event, i.rank, i.alerts, i.title, {Status}";

    /// <summary>The incident of an id.</summary>
    public const string One = $"SELECT {Columns} FROM incident i WHERE i.id = $id";

    /// <summary>Those whose id begins so.</summary>
    public const string Beginning = $"SELECT {Columns} FROM incident i WHERE i.id BETWEEN $from AND $to ORDER BY i.id LIMIT 2";

    /// <summary>The incidents that fit, the highest rank first.</summary>
    public static SqliteCommand Select(StateStore store, IncidentFilter filter)
    {
        var (where, values) = Where(filter);
        return AlertQuery.Command(store, string.Create(CultureInfo.InvariantCulture, $"SELECT {Columns} FROM incident i WHERE {where} ORDER BY i.rank DESC, i.last_event DESC, i.id LIMIT {filter.Most ?? -1}"), values);
    }

    /// <summary>How many there are.</summary>
    public static SqliteCommand Count(StateStore store, IncidentFilter filter)
    {
        var (where, values) = Where(filter);
        return AlertQuery.Command(store, $"SELECT count(*) FROM incident i WHERE {where}", values);
    }

    private static (string Sql, List<object> Values) Where(IncidentFilter f)
    {
        var (sql, values) = (new StringBuilder("true"), new List<object>());
        if (f.Statuses.Count > 0) And($"{Status} IN ({Values(f.Statuses.Select(s => (object)(int)s))})");
        if (f.FromMicros is { } from) And($"i.last_event >= {Value(from)}");
        if (f.ToMicros is { } to) And($"i.first_event < {Value(to)}");
        if (f.LeastRank is { } least) And($"i.rank >= {Value(least)}");
        if (f.Accounts.Count > 0) And($"EXISTS (SELECT 1 FROM alert a WHERE a.incident = i.id AND a.standing = 0 AND a.account IN ({Values(f.Accounts)}))");
        foreach (var (kind, value) in f.Entities) And($"i.id IN (SELECT a.incident FROM alert a WHERE a.standing = 0 AND a.{AlertQuery.About(kind, value, Value)})");
        if (f.Behind is var (rank, last, id)) And($"(i.rank, i.last_event) < ({Value(rank)}, {Value(last)}) OR (i.rank = {Value(rank)} AND i.last_event = {Value(last)} AND i.id > {Value(id)})");
        return (sql.ToString(), values);

        void And(string condition) => sql.Append(CultureInfo.InvariantCulture, $" AND ({condition})");

        string Values(IEnumerable<object> all) => string.Join(", ", all.Select(Value));

        string Value(object value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"$p{values.Count - 1}");
        }
    }

    public static StoredIncident Row(SqliteDataReader r) =>
        new(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetDouble(3), r.GetInt32(4), r.GetString(5)) { Status = (AlertStatus)r.GetInt32(6) };
}
