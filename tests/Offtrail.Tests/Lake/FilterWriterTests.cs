using CsCheck;
using Offtrail.Lake;

namespace Offtrail.Tests.Lake;

/// <summary>A filter that was written and is read again finds the same.</summary>
public sealed class FilterWriterTests
{
    private static readonly string[] s_fields = ["event.action", "source.ip", "user.name"];
    private static readonly string[] s_values = ["a", "a b", "or", "NOT", "\"q\"", @"back\slash", "a*b", "*", "", "$list", "(x)", "arn:aws:iam::1:role/x", "é", "10.0.0.1"];

    private static readonly Gen<Filter> s_leaf = Gen.OneOf(
        Gen.Select(OneOf(s_fields), OneOf(s_values)).Select((f, v) => (Filter)new HasValue(f == "source.ip" && v.Contains('/', StringComparison.Ordinal) ? "user.name" : f, v)),
        OneOf(s_fields).Select(f => (Filter)new Exists(f)),
        Gen.Select(OneOf(s_fields), OneOf("x", "", "y.")).Select((f, v) => (Filter)new Matches(f, [v, "z"])),
        Gen.Select(Gen.UInt, Gen.Int[0, 32]).Select((n, bits) => (Filter)Network(n, bits)),
        Gen.Select(Gen.Int[0, 20], Gen.Int[1, 20]).Select((a, b) => (Filter)new During(Made.May + (a * Made.Hour) + a, b % 3 == 0 ? long.MaxValue : Made.May + ((a + b) * Made.Hour))));

    private static readonly Gen<Filter> s_filter = Gen.Recursive<Filter>((depth, inner) => depth > 3 ? s_leaf : Gen.OneOf(
        s_leaf,
        inner.Select(f => (Filter)new Negation(f)),
        inner.Array[1, 3].Select(f => (Filter)new AllOf(f)),
        inner.Array[1, 3].Select(f => (Filter)new AnyOf(f))));

    [Fact]
    public void It_comes_back_as_it_was() => s_filter.Sample(filter => Plain(FilterText.Parse(FilterWriter.Text(filter), FilterLists.None)) == Plain(filter), print: FilterWriter.Text);

    [Theory]
    [InlineData("event.action: CreateUser")]
    [InlineData("event.action: (a or \"b c\" or d*)")]
    [InlineData("not event.action: a and user.name: *")]
    [InlineData("event.action: a or (event.action: b and user.name: c)")]
    [InlineData("(event.action: a or user.name: b) and not (event.action: c and user.name: d)")]
    [InlineData("source.ip: 10.0.0.0/8")]
    [InlineData("@timestamp >= 2026-05-01T00:00:00Z")]
    public void It_is_written_as_people_would(string text) => FilterWriter.Text(FilterText.Parse(text)).ShouldBe(text);

    [Fact]
    public void What_the_form_has_no_words_for_is_refused()
    {
        Should.Throw<FilterException>(() => FilterWriter.Text(new Matches("event.action", ["a b", ""]))).Message.ShouldContain("\"a b*\" has blanks");
        Should.Throw<FilterException>(() => FilterWriter.Text(new AnyOf([])));
        Should.Throw<FilterException>(() => FilterWriter.Text(new InNetwork("source.ip", 1, 5)));
        Should.Throw<FilterException>(() => FilterWriter.Text(new HasValue("source.ip", "10.0.0.0/8")));
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static InNetwork Network(uint n, int bits)
    {
        var mask = bits == 0 ? 0 : uint.MaxValue << (32 - bits);
        return new InNetwork("source.ip", n & mask, (n & mask) | ~mask);
    }

    /// <summary>The condition in SQL, where lists of one part are that part, lists of lists of the same kind one list, and a time's two ends two conditions.</summary>
    private static string Plain(Filter filter) => filter switch
    {
        AllOf { Parts: [var one] } => Plain(one),
        AnyOf { Parts: [var one] } => Plain(one),
        AllOf all => string.Join(" AND ", all.Parts.SelectMany(Parts<AllOf>).Select(Wrapped).Order(StringComparer.Ordinal)),
        AnyOf any => string.Join(" OR ", any.Parts.SelectMany(Parts<AnyOf>).Select(Wrapped).Order(StringComparer.Ordinal)),
        Negation not => $"NOT {Wrapped(not.Part)}",
        During { From: not long.MinValue, To: not long.MaxValue } during => Plain(new AllOf([new During(during.From, long.MaxValue), new During(long.MinValue, during.To)])),
        _ => FilterSql.Of(filter),
    };

    private static IEnumerable<Filter> Parts<T>(Filter part) where T : Filter => part switch
    {
        During { From: not long.MinValue, To: not long.MaxValue } during when typeof(T) == typeof(AllOf) => [new During(during.From, long.MaxValue), new During(long.MinValue, during.To)],
        AllOf { Parts: var inner } when typeof(T) == typeof(AllOf) || inner.Count == 1 => inner.SelectMany(Parts<T>),
        AnyOf { Parts: var inner } when typeof(T) == typeof(AnyOf) || inner.Count == 1 => inner.SelectMany(Parts<T>),
        _ => [part],
    };

    private static string Wrapped(Filter part) => Plain(part) is var text && (text.Contains(" AND ", StringComparison.Ordinal) || text.Contains(" OR ", StringComparison.Ordinal)) ? $"({text})" : text;
}
