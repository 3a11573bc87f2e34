using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Lake;
using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline.Exceptions;

/// <summary>An exception covers an alert only when all events behind it are so; from the counts of their values.</summary>
public sealed class ExceptionTests
{
    private const string Code = "aws.cloudtrail.error_code";
    private const string Call = "event.action";
    private const string Ip = "source.ip";

    private static readonly Gen<string?> s_code = Gen.Int[0, 12].Select(i => i == 0 ? null : i < 3 ? "Denied" : $"Code{i}");
    private static readonly Gen<(string? Code, string? Call, string? Ip)[]> s_events =
        Gen.Select(s_code, Gen.Int[0, 2].Select(i => i == 0 ? null : $"Call{i}"), Gen.Int[0, 3].Select(i => i == 0 ? null : $"10.0.{i}.1")).Array[1, 14];

    private static readonly string[] s_conditions =
    [
        $"{Code}: Denied", $"{Code}: (Denied or Code5)", $"{Code}: Code*", $"{Code}: *", $"not {Code}: Denied", $"not {Code}: *", $"{Call}: Call1", $"{Ip}: 10.0.0.0/15", $"{Ip}: 10.0.1.0/24", $"not {Ip}: 10.0.2.0/24", $"{Code}: C*e*1*",
    ];

    [Fact]
    public Task What_is_covered_is_so_in_every_event() => Within.Seconds(60, () =>
        Gen.Select(s_events, Gen.Int[0, s_conditions.Length - 1], Gen.Int[0, s_conditions.Length - 1], Gen.Int[0, 4]).Sample((events, a, b, how) =>
        {
            var text = how switch { 0 => s_conditions[a], 1 => $"{s_conditions[a]} and {s_conditions[b]}", 2 => $"({s_conditions[a]}) or ({s_conditions[b]})", 3 => $"not ({s_conditions[a]} and {s_conditions[b]})", _ => $"not (({s_conditions[a]}) or not ({s_conditions[b]}))" };
            var filter = FilterText.Parse(text);
            var covered = ExceptionMatch.All(filter, Values(events));
            var so = events.All(e => Meets(filter, e));
            if (covered) so.ShouldBeTrue(text);
            if (how == 0 && events.Select(e => e.Code).Distinct().Count() <= 9) covered.ShouldBe(so, text); // of one field whose values are all kept it is certain
        }, iter: 20_000));

    [Fact]
    public void Of_more_values_than_are_kept_nothing_is_certain()
    {
        var events = Enumerable.Range(0, 12).Select(i => ((string?)$"Code{i}", (string?)"Call1", (string?)null)).ToArray();
        ExceptionMatch.All(FilterText.Parse($"{Code}: Code*"), Values(events)).ShouldBeFalse();
        ExceptionMatch.All(FilterText.Parse($"not {Code}: Denied"), Values(events)).ShouldBeFalse();
        ExceptionMatch.All(FilterText.Parse($"{Call}: Call1"), Values(events)).ShouldBeTrue();
    }

    [Fact]
    public void An_exception_is_of_its_rules_and_ends()
    {
        var list = Parse("exceptions:\n- {comment: c, rules: [one], when: 'event.action: Call1', until: 2026-06-01}\n- {when: 'source.ip: 10.0.1.0/24'}");
        var call = Values([(null, "Call1", null)]);
        var june = 1_780_272_000_000_000;
        list.Covers("one", june - 1, call).ShouldBeTrue();
        list.Covers("one", june, call).ShouldBeFalse();
        list.Covers("two", june - 1, call).ShouldBeFalse();
        list.Covers("two", june, Values([(null, "Call2", "10.0.1.1")])).ShouldBeTrue();
    }

    [Fact]
    public void Lists_stand_for_their_values_networks_and_patterns()
    {
        using var temp = new TempFolder();
        temp.Write("offices.txt", "# where we are\n10.0.1.0/24\n\n 10.0.3.1 \n");
        var list = ExceptionList.Parse("lists: {calls: [Call1, Get*], offices: {file: offices.txt}}\nexceptions: [{when: 'event.action: $calls and source.ip: ($offices or 10.0.2.9)'}]", temp.Of("exceptions.yaml"), []);
        list.Covers("one", 0, Values([(null, "Call1", "10.0.1.7"), (null, "GetUser", "10.0.3.1")])).ShouldBeTrue();
        list.Covers("one", 0, Values([(null, "Call1", "10.0.2.9")])).ShouldBeTrue();
        list.Covers("one", 0, Values([(null, "Call1", "10.0.3.2")])).ShouldBeFalse();
        list.Covers("one", 0, Values([(null, "$calls", "10.0.1.7")])).ShouldBeFalse();
        Should.Throw<DefinitionException>(() => Parse("lists: {a: {file: none.txt}}")).Message.ShouldContain("the list a can't be read");
    }

    [Theory]
    [InlineData("exceptions: [{when: 'event.action: $offices'}]", "there is no list \"offices\"")]
    [InlineData("lists: {a: []}", "the list a has 0 values")]
    [InlineData("lists: {a: text}", "a must have keys below it")]
    [InlineData("lists: {a: [10.0.0.0/99]}\nexceptions: [{when: 'source.ip: $a'}]", "no network")]
    [InlineData("exceptions: [{when: 'event.action: X', rules: [three]}]", "there is no rule \"three\"; right would be one of one, two")]
    [InlineData("exceptions: [{when: 'event.actio: X'}]", "event.actio")]
    [InlineData("exceptions: [{when: 'event.id: X'}]", "an alert keeps no event.id; right would be one of")]
    [InlineData("exceptions: [{when: '@timestamp >= 2026-05-01'}]", "an exception ends with \"until\"")]
    [InlineData("exceptions: [{comment: all}]", "the key \"when\" is missing")]
    [InlineData("exceptions: [{when: 'event.action: X', until: soon}]", "until")]
    [InlineData("exception: []", "unknown key \"exception\"")]
    public void What_is_wrong_is_told_with_its_place(string yaml, string message)
    {
        var wrong = Should.Throw<DefinitionException>(() => Parse(yaml)).Message;
        wrong.ShouldStartWith("exceptions.yaml:");
        wrong.ShouldContain(message);
    }

    private static ExceptionList Parse(string yaml) => ExceptionList.Parse(yaml, "exceptions.yaml", ["one", "two"]);

    private static AlertValues Values((string? Code, string? Call, string? Ip)[] events)
    {
        return new AlertValues(events.Length, new Dictionary<string, IReadOnlyList<ValueCount>> { [Code] = Top(e => e.Code), [Call] = Top(e => e.Call), [Ip] = Top(e => e.Ip) });

        IReadOnlyList<ValueCount> Top(Func<(string? Code, string? Call, string? Ip), string?> of) =>
            [.. events.Select(of).OfType<string>().GroupBy(v => v).Select(g => new ValueCount(g.Key, g.Count())).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal).Take(10)];
    }

    private static bool Meets(Filter filter, (string? Code, string? Call, string? Ip) e)
    {
        string? Of(string field) => field == Code ? e.Code : field == Call ? e.Call : e.Ip;
        return filter switch
        {
            AllOf all => all.Parts.All(p => Meets(p, e)),
            AnyOf any => any.Parts.Any(p => Meets(p, e)),
            Negation not => !Meets(not.Part, e),
            Exists exists => Of(exists.Field) is not null,
            HasValue equal => Of(equal.Field) == equal.Value,
            Matches pattern => Of(pattern.Field) is { } v && System.Text.RegularExpressions.Regex.IsMatch(v, $"\\A{string.Join(".*", pattern.Pieces.Select(System.Text.RegularExpressions.Regex.Escape))}\\z"),
            InNetwork network => Of(network.Field) is { } v && v.Split('.').Aggregate(0u, (n, part) => (n << 8) + uint.Parse(part, System.Globalization.CultureInfo.InvariantCulture)) is var n && n >= network.First && n <= network.Last,
            _ => throw new ArgumentException(filter.ToString()),
        };
    }
}
