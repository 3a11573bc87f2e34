using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Exchange;

/// <summary>
/// Makes a filter of a datafeed's query: exactly the events that the query finds, or an error with the place. Conditions on fields
/// that have one value in the whole lake are worked out here. As deep as JSON may be, 64 levels.
/// </summary>
internal sealed class DatafeedQuery(FieldNames fields, ImportNotes notes)
{
    private static readonly Filter s_nothing = new AnyOf([]);

    /// <summary>The filter; null when it is met by all events.</summary>
    /// <param name="query">The query.</param>
    /// <param name="path">Where it stands.</param>
    /// <exception cref="DefinitionException">It can't be written as a filter, or finds nothing.</exception>
    public string? FilterOf(JsonNode query, string path)
    {
        var filter = Read(query, path);
        if (filter == s_nothing) throw Wrong(path, "is met by no event of CloudTrail");
        if (filter == Filter.Everything) return null;
        try
        {
            return FilterWriter.Text(filter);
        }
        catch (FilterException e)
        {
            throw Wrong(path, $"can't be written as a filter: {e.Message}");
        }
    }

    private Filter Read(JsonNode? node, string path)
    {
        if (node is not JsonObject { Count: 1 } query) throw Wrong(path, "must be an object with the name of one query, such as {\"term\": {\"event.action\": \"CreateUser\"}}");
        var (name, body) = query.Single();
        var place = $"{path}.{name}";
        return name switch
        {
            "match_all" => Filter.Everything,
            "bool" => Bool(Object(body, place), place),
            "constant_score" => Read(Object(body, place)["filter"], place + ".filter"),
            "term" or "match" or "match_phrase" => OneField(body, place, name == "term" ? "value" : "query", Equal),
            "terms" => Terms(body, place),
            "exists" => Leaf(Text(Object(body, place)["field"], place + ".field"), place + ".field", f => new Exists(f)),
            "prefix" => OneField(body, place, "value", (field, value, _) => new Matches(field, [value, ""])),
            "wildcard" => OneField(body, place, "value", Wildcard),
            "range" => Range(body, place),
            "query_string" => QueryString(body, place),
            _ => throw Wrong(place, $"can't be taken; right would be {string.Join(", ", QuerySettings.Table.All.Where(s => s.Use == SettingUse.Taken).Select(s => s.Key.Split('.')[0]).Distinct())}"),
        };
    }

    private Filter Bool(JsonObject body, string place)
    {
        string[] known = ["filter", "must", "must_not", "should", "minimum_should_match", "boost", "_name"];
        if (body.FirstOrDefault(m => !known.Contains(m.Key)).Key is { } unknown) throw Wrong($"{place}.{unknown}", $"is not known; right would be {string.Join(", ", known)}");
        var needed = Clauses("filter").Concat(Clauses("must")).ToArray();
        var should = Clauses("should").ToArray();
        var least = body["minimum_should_match"] switch
        {
            null => should.Length > 0 && needed.Length == 0 ? 1 : 0,
            JsonValue value when int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (number <= 1 || number == should.Length) => number,
            var other => throw Wrong(place + ".minimum_should_match", $"is {other.ToJsonString()}; right would be 0, 1 or {should.Length.ToString(CultureInfo.InvariantCulture)}"),
        };
        var any = least == 0 ? Filter.Everything : least == 1 ? Or(should) : And(should);
        if (least == 0 && should.Length > 0) notes.Skip(place + ".should");
        return And([.. needed, any, .. Clauses("must_not").Select(Not)]);

        IEnumerable<Filter> Clauses(string key) => body[key] switch
        {
            null => [],
            JsonArray list => list.Select((clause, i) => Read(clause, string.Create(CultureInfo.InvariantCulture, $"{place}.{key}[{i}]"))).ToArray(),
            var one => [Read(one, $"{place}.{key}")],
        };
    }

    private Filter Terms(JsonNode? body, string place)
    {
        var terms = Object(body, place).Where(m => m.Key is not ("boost" or "_name")).ToArray();
        if (terms is not [(var field, JsonArray values)]) throw Wrong(place, "must be one field with a list of values, such as {\"event.action\": [\"CreateUser\", \"DeleteUser\"]}");
        var path = $"{place}.{field}";
        return Leaf(field, path, f => Or([.. values.Select((v, i) => Equal(f, Text(v, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")), path))]));
    }

    /// <summary>{field: value} or {field: {"value": value, …}}.</summary>
    private Filter OneField(JsonNode? body, string place, string key, Func<string, string, string, Filter> make)
    {
        if (Object(body, place) is not { Count: 1 } members) throw Wrong(place, "must be one field with a value, such as {\"event.action\": \"CreateUser\"}");
        var (field, value) = members.Single();
        var path = $"{place}.{field}";
        if (value is JsonObject inner)
        {
            if (key == "value" && inner["value"] is null && inner["wildcard"] is not null) key = "wildcard";
            foreach (var (name, more) in inner)
            {
                if (name == key || QuerySettings.Table.Find(name) is { Use: SettingUse.Needless }) continue;
                if (name == "case_insensitive" && more is JsonValue no && no.TryGetValue<bool>(out var insensitive) && !insensitive) continue;
                throw Wrong($"{path}.{name}", QuerySettings.Table.Find(name) is { Use: SettingUse.Refused } refused ? $"can't be taken: {refused.What}" : "is not known");
            }

            (value, path) = (inner[key], $"{path}.{key}");
        }

        var text = Text(value, path);
        return Leaf(field, path, f => make(f, text, path));
    }

    internal static Filter Equal(string field, string value, string place)
    {
        if (field != EventColumn.SourceIp.Name() || !value.Contains('/', StringComparison.Ordinal)) return new HasValue(field, value);
        try
        {
            return FilterText.Value(field, value);
        }
        catch (FilterException e)
        {
            throw Wrong(place, $"can't be taken: {e.Message}");
        }
    }

    internal static Matches Wildcard(string field, string value, string place) =>
        value.AsSpan().ContainsAny('?', '\\') ? throw Wrong(place, $"is \"{value}\"; right would be a pattern with * alone") : new Matches(field, value.Split('*'));

    private static Filter Range(JsonNode? body, string place)
    {
        if (Object(body, place) is not { Count: 1 } members || members.Single() is not (var field, JsonObject ends)) throw Wrong(place, "must be {\"@timestamp\": {\"gte\": time, \"lt\": time}}");
        if (field != EventColumns.Timestamp) throw Wrong($"{place}.{field}", "can't be taken: only @timestamp can be compared by size");
        var (from, to) = (long.MinValue, long.MaxValue);
        foreach (var (name, value) in ends)
        {
            var path = $"{place}.{field}.{name}";
            if (name is "boost" or "format") continue;
            var micros = Moment(value, path);
            if (name is "gte" or "gt" or "from") from = name == "gt" ? micros + 1 : micros;
            else if (name is "lt" or "lte" or "to") to = name == "lt" ? micros : micros + 1;
            else throw Wrong(path, "is not known; right would be gte, gt, lt, lte");
        }

        return from == long.MinValue && to == long.MaxValue ? Filter.Everything : new During(from, to);
    }

    private static long Moment(JsonNode? value, string path)
    {
        if (value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && long.TryParse(number.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var millis) && Math.Abs(millis) < 253_402_300_800_000) return millis * 1000;
        var text = Text(value, path);
        return text.Length >= 10 && text[4] == '-' && !text.Contains("||", StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond
            : throw Wrong(path, $"is \"{text}\"; right would be a fixed time, such as 2026-05-01T00:00:00Z");
    }

    private Filter QueryString(JsonNode? body, string place)
    {
        var inner = Object(body, place);
        string[] known = ["query", "default_operator", "analyze_wildcard", "boost", "_name"];
        if (inner.FirstOrDefault(m => !known.Contains(m.Key)).Key is { } unknown) throw Wrong($"{place}.{unknown}", $"is not known; right would be {string.Join(", ", known)}");
        return QueryText.Parse(Text(inner["query"], place + ".query"), place + ".query", Leaf);
    }

    /// <summary>A condition on one field: on one with the same value everywhere it is worked out.</summary>
    private Filter Leaf(string field, string path, Func<string, Filter> make)
    {
        if (!ConstantFields.TryFind(field, out var value)) return make(fields.Column(field) ?? throw Wrong(path, $"names {FieldNames.Unknown(field)}"));
        notes.Skip($"query of {field} (always {value ?? "absent"} here)");
        return FilterMatch.Meets(make(field), value) ? Filter.Everything : s_nothing;
    }

    internal static Filter And(IReadOnlyList<Filter> parts)
    {
        if (parts.Contains(s_nothing)) return s_nothing;
        Filter[] kept = [.. parts.Where(p => p != Filter.Everything).SelectMany(p => p is AllOf all ? all.Parts : [p])];
        return kept switch { [] => Filter.Everything, [var one] => one, _ => new AllOf(kept) };
    }

    internal static Filter Or(IReadOnlyList<Filter> parts)
    {
        if (parts.Contains(Filter.Everything)) return Filter.Everything;
        Filter[] kept = [.. parts.Where(p => p != s_nothing)];
        return kept switch { [] => s_nothing, [var one] => one, _ => new AnyOf(kept) };
    }

    internal static Filter Not(Filter part) => part == s_nothing ? Filter.Everything : part == Filter.Everything ? s_nothing : new Negation(part);

    private static JsonObject Object(JsonNode? node, string path) => node as JsonObject ?? throw Wrong(path, "must be an object");

    private static string Text(JsonNode? node, string path) =>
        node is not JsonValue value ? throw Wrong(path, "must be a value") : value.TryGetValue<string>(out var text) ? text : value.ToJsonString();

    internal static DefinitionException Wrong(string path, string what) => new($"{path} {what}");
}
