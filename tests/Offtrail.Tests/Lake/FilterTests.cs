using CsCheck;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Tests.Lake;

/// <summary>A filter finds what its plain reading finds, whatever the values hold.</summary>
public sealed class FilterTests
{
    private static readonly string[] s_values = ["a", "A", "a'b", "x%y", "x_y", "x\\y", "\"", "a*", "*", "10.1.2.3", "10.200.0.1", "010.1.2.3", "10.1.2.03", "10.1.2.0", "10.1.2.256", "10.1.2.3.4", "10.1.2", "10.1.2. 3", "+10.1.2.3", "2001:db8::1", "'; DROP TABLE e; --", "é", "or", "a b", "\0", "x\0y", "x\0z"];
    private static readonly HashSet<string> s_parts = [.. Enumerable.Range(0, 256).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    private static readonly EventColumn[] s_fields = [EventColumn.ErrorCode, EventColumn.Action, EventColumn.SourceIp];

    private static readonly Gen<Filter> s_leaf = Gen.OneOf(
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, s_values.Length - 1]).Select((f, v) => (Filter)new HasValue(s_fields[f].Name(), s_values[v])),
        Gen.Int[0, 2].Select(f => (Filter)new Exists(s_fields[f].Name())),
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, s_values.Length - 1], Gen.Bool).Select((f, v, lead) => (Filter)new Matches(s_fields[f].Name(), lead ? ["", s_values[v][..1], ""] : [s_values[v][..1], ""])),
        Gen.Select(Gen.UInt, Gen.UInt).Select((a, b) => (Filter)new InNetwork("source.ip", Math.Min(a, b), Math.Max(a, b))),
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20]).Select((a, b) => (Filter)new During(Made.May + (Math.Min(a, b) * Made.Hour), Made.May + (Math.Max(a, b) * Made.Hour))));

    private static readonly Gen<Filter> s_filter = Gen.Recursive<Filter>((depth, inner) => depth > 3 ? s_leaf : Gen.OneOf(
        s_leaf,
        inner.Select(f => (Filter)new Negation(f)),
        inner.Array[0, 3].Select(f => (Filter)new AllOf(f)),
        inner.Array[0, 3].Select(f => (Filter)new AnyOf(f))));

    [Fact]
    public void It_finds_what_a_plain_reading_finds()
    {
        using var lake = new SmallLake();
        var random = new Random(5);
        lake.Add(Enumerable.Range(0, 60).Select(i => SmallLake.Record($"id{i:00}", Made.May + (i % 20 * Made.Hour), random.Next(3) == 0 ? null : s_values[random.Next(s_values.Length)], action: "a" + random.Next(3), address: s_values[random.Next(s_values.Length)].Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal))));
        s_filter.Sample(filter =>
        {
            var expected = lake.Events.Where(e => Plain(filter, e)).OrderByDescending(e => e.Time).ThenBy(e => e[EventColumn.EventId], StringComparer.Ordinal).Select(e => e[EventColumn.EventId]!).ToList();
            EventSearch.Newest(lake.Reader, lake.Segments, filter, new During(long.MinValue, long.MaxValue), long.MaxValue, [EventColumn.EventId]).Select(e => e[EventColumn.EventId]!).ShouldBe(expected);
            EventSearch.Newest(lake.Reader, lake.Segments, filter, new During(long.MinValue, long.MaxValue), 7, [EventColumn.EventId]).Select(e => e[EventColumn.EventId]!).ShouldBe(expected.Take(7));
            EventCount.By(lake.Reader, lake.Segments, filter, new During(long.MinValue, long.MaxValue), [], 1).Single().Events.ShouldBe(expected.Count);
        }, iter: 150, threads: 1);
    }

    [Theory]
    [InlineData("event.action: CreateUser", "event.action = 'CreateUser'")]
    [InlineData("event.action: \"Create User\"", "event.action = 'Create User'")]
    [InlineData("event.action : (a or \"b c\")", "(event.action = 'a' OR event.action = 'b c')")]
    [InlineData("not event.action: a and user.name: *", "(NOT coalesce(event.action = 'a', false) AND user.name IS NOT NULL)")]
    [InlineData("event.action: a or event.action: b and event.action: c", "(event.action = 'a' OR (event.action = 'b' AND event.action = 'c'))")]
    [InlineData("(event.action: a or event.action: b) and event.action: c", "((event.action = 'a' OR event.action = 'b') AND event.action = 'c')")]
    [InlineData("offtrail.identity: arn:aws:iam::1:role/x", "offtrail.identity = 'arn:aws:iam::1:role/x'")]
    [InlineData("event.action: Create*", "event.action LIKE 'Create%' ESCAPE '\\'")]
    [InlineData("event.action: \"Create*\"", "event.action = 'Create*'")]
    [InlineData("user.name: x' or event.action: y", "(user.name = 'x''' OR event.action = 'y')")]
    public void Its_text_is_read_as_people_mean_it(string text, string sql) =>
        FilterSql.Of(FilterText.Parse(text)).Replace("\"", "", StringComparison.Ordinal).ShouldBe(sql);

    [Theory]
    [InlineData("", "character 1: the filter is empty")]
    [InlineData("evnt.action: x", "character 1: the lake has no field \"evnt.action\" (did you mean event.action?)")]
    [InlineData("event.action", "character 13: \":\" and a value are missing")]
    [InlineData("event.action:", "a value is missing")]
    [InlineData("(event.action: a", "\")\" is missing")]
    [InlineData("event.action: \"a", "character 15: the quote that begins here does not end")]
    [InlineData("event.action: a user.name: b", "character 17: \"user.name: b\" is too much")]
    [InlineData("event.action > a", "only @timestamp can be compared")]
    [InlineData("@timestamp: 2026-05-01", "a time is compared by size")]
    [InlineData("@timestamp >= noon", "\"noon\" is no time")]
    [InlineData("source.ip: 10.0.0.0/99", "\"10.0.0.0/99\" is no network")]
    [InlineData("source.ip: 2001:db8::/32", "only those of IPv4")]
    public void What_is_wrong_with_its_text_is_told_with_the_place(string text, string says) =>
        Should.Throw<FilterException>(() => FilterText.Parse(text)).Message.ShouldContain(says);

    [Fact]
    public void Any_text_is_read_or_refused_in_words() =>
        Gen.Select(Gen.String, Gen.Int[0, 100]).Sample((text, depth) =>
        {
            foreach (var attempt in new[] { text, new string('(', depth) + text, "event.action: " + text, "not " + text })
            {
                try
                {
                    FilterSql.Of(FilterText.Parse(attempt));
                }
                catch (FilterException)
                {
                    // refused
                }
            }
        });

    private static bool Plain(Filter filter, SeenEvent e) => filter switch
    {
        AllOf all => all.Parts.All(p => Plain(p, e)),
        AnyOf any => any.Parts.Any(p => Plain(p, e)),
        Negation not => !Plain(not.Part, e),
        Exists exists => Value(exists.Field, e) is not null,
        HasValue equal => Value(equal.Field, e) == equal.Value,
        Matches pattern => Value(pattern.Field, e) is { } v && (pattern.Pieces.Count == 3 ? v.Contains(pattern.Pieces[1], StringComparison.Ordinal) : v.StartsWith(pattern.Pieces[0], StringComparison.Ordinal)),
        InNetwork network => Value(network.Field, e)?.Split('.') is { Length: 4 } p && p.All(s_parts.Contains) && p.Aggregate(0L, (n, part) => (n * 256) + int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)) is var n && n >= network.First && n <= network.Last,
        During during => e.Time >= during.From && e.Time < during.To,
        _ => throw new InvalidOperationException(filter.GetType().Name),
    };

    private static string? Value(string field, SeenEvent e) => EventColumns.TryFind(field, out var column) ? e[column] : null;
}
