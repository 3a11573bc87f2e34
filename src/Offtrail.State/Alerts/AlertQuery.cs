using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Offtrail.Rules;

namespace Offtrail.State;

/// <summary>Turns a filter into SQL. Every value is a parameter.</summary>
internal static class AlertQuery
{
    public const string Columns =
        "id, rule_id, timestamp, raised_at, score, threshold, reason, (SELECT document FROM alert_document WHERE alert = number), account, severity, first_event, last_event, of_entity, return_days, status, closed_because, assignee, incident, standing, job_id, kin, suppression, folded_into";

    /// <summary>The alerts in the order in which they were raised.</summary>
    public static SqliteCommand Select(StateStore store, AlertFilter filter)
    {
        var (where, values) = Where(store, filter);
        var chosen = filter.Newest is { } most ? string.Create(CultureInfo.InvariantCulture, $"number IN (SELECT number FROM alert WHERE {where} ORDER BY raised_at DESC, timestamp DESC, id DESC LIMIT {most})") : where;
        return Command(store, $"SELECT {Columns} FROM alert WHERE {chosen} ORDER BY raised_at, timestamp, id", values);
    }

    /// <summary>How many there are, to a bound.</summary>
    public static SqliteCommand Count(StateStore store, AlertFilter filter, long most)
    {
        var (where, values) = Where(store, filter);
        return Command(store, string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM (SELECT 1 FROM alert WHERE {where} LIMIT {most})"), values);
    }

    /// <summary>What <see cref="AlertRepeats"/> looks at of all that fit, in an order: id, kin, status, time and whether it is an entity's or of an old form without kin.</summary>
    public static SqliteCommand InOrder(StateStore store, AlertFilter filter, AlertOrder order)
    {
        var (where, values) = Where(store, filter);
        return Command(store, $"SELECT id, kin, status, raised_at, of_entity OR kin = '' FROM alert WHERE {where} ORDER BY {Order(order)}", values);
    }

    private static string Order(AlertOrder order) => order switch
    {
        AlertOrder.Oldest => "raised_at, timestamp, id",
        AlertOrder.Score => "score DESC, raised_at DESC, timestamp DESC, id DESC",
        _ => "raised_at DESC, timestamp DESC, id DESC",
    };

    /// <summary>How many of a kin fit, and when the first was raised.</summary>
    public static SqliteCommand CountAlike(StateStore store, AlertFilter filter)
    {
        var (where, values) = Where(store, filter);
        return Command(store, $"SELECT count(*), min(raised_at) FROM alert INDEXED BY alert_kin WHERE {where} AND of_entity = 0", values);
    }

    /// <summary>The alerts of whole ids.</summary>
    public static SqliteCommand OfIds(StateStore store, IEnumerable<string> ids) =>
        Command(store, $"SELECT {Columns} FROM alert WHERE id IN (SELECT value FROM json_each($p0))", [JsonSerializer.Serialize(ids)]);

    public static StoredAlert Row(SqliteDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetDouble(4), r.GetInt32(5), r.GetString(6), r.GetString(7))
        {
            Account = r.GetString(8),
            Severity = r.GetString(9),
            FirstEvent = r.GetInt64(10),
            LastEvent = r.GetInt64(11),
            OfEntity = r.GetInt64(12) != 0,
            ReturnDays = r.GetDouble(13),
            Status = (AlertStatus)r.GetInt32(14),
            ClosedBecause = r.IsDBNull(15) ? null : (CloseReason)r.GetInt32(15),
            Assignee = r.IsDBNull(16) ? null : r.GetString(16),
            Incident = r.IsDBNull(17) ? null : r.GetString(17),
            Standing = (AlertStanding)r.GetInt32(18),
            JobId = r.GetString(19),
            Kin = r.GetString(20),
            SuppressionKey = r.IsDBNull(21) ? null : r.GetString(21),
            FoldedInto = r.IsDBNull(22) ? null : r.GetString(22),
        };

    private static (string Sql, List<object> Values) Where(StateStore store, AlertFilter f)
    {
        var (sql, values) = (new StringBuilder(), new List<object>());
        var rare = f is { Kin: null, Text: { } words } && AlertText.IsRare(store, words); // a kin is few, and its index leads to them
        if (f.Entities.Count + f.Ids.Count + f.Tags.Count > 0 || rare) sql.Append('+'); // few ids: found by them, not by a walk over all that stand
        sql.Append(CultureInfo.InvariantCulture, $"standing = {(int)f.Standing}");
        if (f.Ids.Count > 0) And(string.Join(" OR ", f.Ids.Select(id => $"id BETWEEN {Value(id)} AND {Value(id + "~")}"))); // ids are hexadecimal, "~" comes behind
        if (f.Statuses.Count > 0) And($"status IN ({Values(f.Statuses.Select(s => (object)(int)s))})");
        if (f.Rules.Count > 0) And($"rule_id IN ({Values(f.Rules)})");
        if (f.Accounts.Count > 0) And($"account IN ({Values(f.Accounts)})");
        if (f.Severities.Count > 0) And($"severity IN ({Values(f.Severities)})");
        foreach (var (kind, value) in f.Entities) And(About(kind, value, Value));
        if (f.Assignees.Count > 0) And($"ifnull(assignee, '') IN ({Values(f.Assignees)})");
        foreach (var tag in f.Tags) And($"id IN (SELECT alert FROM alert_tag WHERE tag = {Value(tag)})");
        if (f.Kin is { } kin) And($"kin = {Value(kin)}");
        if (f.FoldedInto is { } into) And($"folded_into = {Value(into)}");
        if (f.Incident is { } incident) And($"incident = {Value(incident)}");
        if (f.FromMicros is { } from) And($"raised_at >= {Value(from)}");
        if (f.ToMicros is { } to) And($"raised_at < {Value(to)}");
        if (f.Behind is var (raised, time, id)) And($"(raised_at, timestamp, id) < ({Value(raised)}, {Value(time)}, {Value(id)})");
        if (f.LeastScore is { } score) And($"score >= {Value(score)}");
        if (f.Text is { } text) And(rare ? $"number IN (SELECT rowid FROM alert_text WHERE alert_text MATCH {Value(AlertText.Phrase(text))})" : $"reason LIKE {Value(AlertText.Pattern(text))} ESCAPE '\\'");
        return (sql.ToString(), values);

        void And(string condition) => sql.Append(CultureInfo.InvariantCulture, $" AND ({condition})");

        string Values(IEnumerable<object> all) => string.Join(", ", all.Select(Value));

        string Value(object value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"$p{values.Count - 1}");
        }
    }

    /// <summary>The condition that an alert is about an entity; begins with the column of its id.</summary>
    /// <param name="kind">The entity's kind.</param>
    /// <param name="value">Its value, or the end of it from the name on.</param>
    /// <param name="parameter">Makes a parameter of a value.</param>
    public static string About(EntityKind kind, string value, Func<object, string> parameter) =>
        $"id IN (SELECT alert FROM alert_entity WHERE kind = {parameter((int)kind)} AND name = {parameter(NameOf(value))} AND value LIKE {parameter("%" + AlertText.Escaped(value))} ESCAPE '\\')";

    /// <summary>What an entity is found by: the end of its value behind the last "/", ":" or blank.</summary>
    public static string NameOf(string value) => value[(value.AsSpan().LastIndexOfAny('/', ':', ' ') + 1)..];

    /// <summary>A command with the values of <c>$p0</c>, <c>$p1</c> and so on.</summary>
    public static SqliteCommand Command(StateStore store, string sql, List<object> values)
    {
        var command = store.Command(sql);
        for (var i = 0; i < values.Count; i++) command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"$p{i}"), values[i]);
        return command;
    }
}
