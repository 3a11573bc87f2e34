using CsCheck;
using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Tests.Rules;

/// <summary>Guides: each rule has one, and values are put into it as text.</summary>
public sealed class GuideTests
{
    private static readonly Pack s_pack = Pack.Load();

    [Fact]
    public void Each_rule_of_the_pack_has_one_with_all_its_parts() =>
        s_pack.RulesById.Values.Where(r => r.Guide?.Split('\n').Where(l => l.StartsWith("## ", StringComparison.Ordinal)).SequenceEqual(["## What it means", "## How to look", "## Harmless when", "## What to do"]) != true)
            .Select(r => r.Id).ShouldBeEmpty();

    [Fact]
    public void They_name_only_what_an_alert_has() =>
        s_pack.RulesById.Values.SelectMany(r => GuideText.Names(r.Guide!)).Distinct().Except(AlertFields.All).Except(GuideText.OwnNames).ShouldBeEmpty();

    [Fact]
    public void Every_guide_leads_to_the_events() => s_pack.RulesById.Values.Where(r => !GuideText.Names(r.Guide!).Contains("events")).ShouldBeEmpty();

    [Fact]
    public void Names_stand_for_values_and_what_is_none_stays() =>
        GuideText.Fill("{user.name} called {event.action} {{x}} {not.a.field} {} {events}", n => n switch { "user.name" => "ana", "events" => "offtrail events", _ => null })
            .ShouldBe("`ana` called (no event.action) {{x}} {not.a.field} {} `offtrail events`");

    [Fact]
    public Task A_value_is_one_piece_of_code_whatever_is_in_it() => Within.Seconds(30, () =>
        Gen.String["`ab <>*_[]()\n\r{}\u001b"].Sample(value =>
        {
            var filled = GuideText.Fill("a {user.name} b", _ => value)[2..^2];
            var fence = filled.TakeWhile(c => c == '`').Count();
            fence.ShouldBeGreaterThan(0);
            filled[^fence..].ShouldBe(new string('`', fence));
            var inside = filled[fence..^fence];
            inside.Any(char.IsControl).ShouldBeFalse();
            System.Text.RegularExpressions.Regex.Matches(inside, "`+").ShouldAllBe(m => m.Length < fence, "a run as long as the fence would end the code");
            inside.StartsWith('`').ShouldBeFalse();
            inside.EndsWith('`').ShouldBeFalse();
        }, iter: 5_000));
}
