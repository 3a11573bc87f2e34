using Offtrail.Anomalies;
using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline;

/// <summary>Rules are saved, copied and deleted without losing what they were.</summary>
public sealed class RuleFolderTests : IDisposable
{
    private readonly Workbench _bench = new();

    private RuleFolder Rules => new(_bench.Data, _bench.Clock, "ana");

    private Pack Pack => Pack.Load(_bench.Data.Root);

    [Fact]
    public void A_saved_rule_takes_the_place_of_the_packs_and_gets_the_next_version()
    {
        var pack = Pack;
        var text = pack.TextOf(pack.Rule("rare_error_code"));
        Rules.Save(pack, text, "f.yaml", null).ShouldBeNull("nothing changed");
        var saved = Rules.Save(pack, text.Replace("anomaly_threshold: 50", "anomaly_threshold: 70", StringComparison.Ordinal), "f.yaml", "less noise")!;
        (saved.Version, saved.Threshold).ShouldBe((2, 70));
        Pack.Rule("rare_error_code").Threshold.ShouldBe(70);
        Rules.Save(Pack, text.Replace("anomaly_threshold: 50", "anomaly_threshold: 70", StringComparison.Ordinal), "f.yaml", null).ShouldBeNull("only its version is lower");
        var history = _bench.Data.State.Revisions.Of("rare_error_code");
        history.Select(r => (r.Number, r.Who, r.Note)).ShouldBe([(1, "ana", null), (2, "ana", "less noise")]);
        (history[0].Text, history[1].Text).ShouldBe((text, Pack.TextOf(Pack.Rule("rare_error_code"))));
    }

    [Fact]
    public void A_higher_version_of_the_users_stays() =>
        Rules.Save(Pack, Pack.TextOf(Pack.Rule("rare_error_code")).Replace("version: 1", "version: 7", StringComparison.Ordinal), "f.yaml", null)!.Version.ShouldBe(7);

    [Theory]
    [InlineData("job: rare_error_code", "job: nothing", "there is no job \"nothing\"")]
    [InlineData("anomaly_threshold: 50", "anomaly_threshold: high", "f.yaml:29:20: anomaly_threshold is \"high\"")]
    public void A_wrong_one_is_not_saved(string old, string wrong, string message)
    {
        Should.Throw<DefinitionException>(() => Rules.Save(Pack, Pack.TextOf(Pack.Rule("rare_error_code")).Replace(old, wrong, StringComparison.Ordinal), "f.yaml", null)).Message.ShouldContain(message);
        Directory.Exists(Path.Combine(_bench.Data.Root, "rules")).ShouldBeFalse();
        _bench.Data.State.Revisions.Of("rare_error_code").ShouldBeEmpty();
    }

    [Fact]
    public void A_copy_is_the_same_under_another_id_and_name_whatever_is_in_the_name()
    {
        var copy = Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "mine", "It's $1 \\ \"mine\"\nand yours: #1");
        var read = Pack.Rule("mine");
        (read.Name, read.Version).ShouldBe(("It's $1 \\ \"mine\" and yours: #1", 1));
        (copy.Description, copy.Threshold).ShouldBe((Pack.Rule("rare_error_code").Description, 50));
        Should.Throw<DefinitionException>(() => Rules.Duplicate(Pack, read, "rare_error_code", null)).Message.ShouldContain("already");
        Should.Throw<DefinitionException>(() => Rules.Duplicate(Pack, read, "../mine", null)).Message.ShouldContain("right would be lower-case letters");
    }

    [Fact]
    public void A_deleted_one_keeps_its_history_and_one_of_the_pack_comes_back()
    {
        var text = Pack.TextOf(Pack.Rule("rare_error_code"));
        Rules.Save(Pack, text.Replace("anomaly_threshold: 50", "anomaly_threshold: 70", StringComparison.Ordinal), "f.yaml", null);
        Rules.Delete(Pack, Pack.Rule("rare_error_code"), "wrong idea");
        Pack.Rule("rare_error_code").Threshold.ShouldBe(50);
        _bench.Data.State.Revisions.Of("rare_error_code").Select(r => (r.Text is null, r.Note)).ShouldBe([(false, null), (false, null), (true, "wrong idea")]);
        Should.Throw<DefinitionException>(() => Rules.Delete(Pack, Pack.Rule("rare_error_code"), null)).Message.ShouldContain("offtrail rules disable rare_error_code");
    }

    [Fact]
    public void A_file_changed_by_hand_is_noted_when_it_runs()
    {
        Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "mine", null);
        var file = Path.Combine(_bench.Data.Root, "rules", "mine.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("anomaly_threshold: 50", "anomaly_threshold: 60", StringComparison.Ordinal));
        Rules.Note(Pack, [Pack.Rule("mine")]);
        Rules.Note(Pack, [Pack.Rule("mine")]);
        _bench.Data.State.Revisions.Of("mine").Count.ShouldBe(2);
    }

    [Fact]
    public void A_file_that_holds_another_rule_is_not_overwritten()
    {
        Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "mine", null);
        File.Move(FileOf("mine"), FileOf("other"));
        var text = File.ReadAllText(FileOf("other"));
        Should.Throw<DefinitionException>(() => Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "other", null)).Message.ShouldContain("other.yaml holds a rule of another id");
        Should.Throw<DefinitionException>(() => Rules.Save(Pack, text.Replace("id: mine", "id: other", StringComparison.Ordinal), "f.yaml", null)).Message.ShouldContain("other.yaml holds a rule of another id");
        File.ReadAllText(FileOf("other")).ShouldBe(text);
        _bench.Data.State.Revisions.Of("other").ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_who_change_a_rule_at_once_the_second_is_told_and_overwrites_nothing()
    {
        Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "mine", null);
        var (one, two) = (Pack, Pack);
        var text = one.TextOf(one.Rule("mine"));
        Rules.Save(one, text.Replace("anomaly_threshold: 50", "anomaly_threshold: 60", StringComparison.Ordinal), "f.yaml", null);
        Should.Throw<DefinitionException>(() => Rules.Save(two, text.Replace("anomaly_threshold: 50", "anomaly_threshold: 70", StringComparison.Ordinal), "f.yaml", null)).Message.ShouldContain("changed by somebody else");
        Should.Throw<DefinitionException>(() => Rules.Delete(two, two.Rule("mine"), null)).Message.ShouldContain("changed by somebody else");
        Pack.Rule("mine").Threshold.ShouldBe(60);
        _bench.Data.State.Revisions.Of("mine").Count.ShouldBe(2);
    }

    [Fact]
    public void A_rule_that_is_switched_off_can_be_deleted_and_everything_else_runs_on()
    {
        Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "mine", null);
        foreach (var id in new[] { "mine", "rare_error_code" }) DisabledRules.Set(_bench.Data.Root, [.. Pack.RulesById.Keys], id, enabled: false);
        Rules.Delete(Pack, Pack.Rule("mine"), null);
        Pack.RulesById.Keys.ShouldNotContain("mine");
        Pack.IsEnabled(Pack.Rule("rare_error_code")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("exceptions.yaml", "exceptions: [{comment: c, rules: [mine], when: 'event.action: X'}]")]
    [InlineData("sinks.yaml", "sinks: [{id: out, type: stdout, rules: [mine]}]")]
    public void A_rule_that_another_file_names_stays_until_that_file_does_not(string name, string text)
    {
        Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "mine", null);
        File.WriteAllText(Path.Combine(_bench.Data.Root, name), text);
        Should.Throw<DefinitionException>(() => Rules.Delete(Pack, Pack.Rule("mine"), null)).Message.ShouldContain($"{name} would be wrong without it");
        Pack.RulesById.Keys.ShouldContain("mine");
        File.WriteAllText(Path.Combine(_bench.Data.Root, name), text.Replace("mine", "rare_error_code", StringComparison.Ordinal));
        Rules.Delete(Pack, Pack.Rule("mine"), null);
        Pack.RulesById.Keys.ShouldNotContain("mine");
    }

    [Fact]
    public void A_rule_that_is_made_again_goes_on_behind_its_last_version()
    {
        Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "mine", null);
        var text = Pack.TextOf(Pack.Rule("mine"));
        Rules.Save(Pack, text.Replace("anomaly_threshold: 50", "anomaly_threshold: 60", StringComparison.Ordinal), "f.yaml", null)!.Version.ShouldBe(2);
        Rules.Delete(Pack, Pack.Rule("mine"), null);
        Rules.Save(Pack, text, "f.yaml", null)!.Version.ShouldBe(3);
        Rules.Delete(Pack, Pack.Rule("mine"), null);
        Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "mine", null).Version.ShouldBe(4);
        _bench.Data.State.Revisions.Of("mine").Select(r => r.Text is null).ShouldBe([false, false, true, false, true, false]);
    }

    [Fact]
    public Task Rules_that_are_switched_while_others_are_saved_and_deleted_all_stay_as_they_were_switched() => Within.Seconds(120, async () =>
    {
        var ids = Pack.RulesById.Keys.Order(StringComparer.Ordinal).ToArray();
        var switches = ids.Select(id => Task.Run(() => Another(r => r.Switch([id], enabled: false))));
        var saves = Enumerable.Range(0, 6).Select(i => Task.Run(() => Another(r =>
        {
            r.Duplicate(Pack, Pack.Rule("rare_error_code"), $"mine_{i}", null);
            r.Switch([$"mine_{i}"], enabled: false);
            if (i % 2 == 0) r.Delete(Pack, Pack.Rule($"mine_{i}"), null);
            return r;
        })));
        await Task.WhenAll(switches.Concat<Task>(saves));
        Pack.RulesById.Values.Where(r => !Pack.IsEnabled(r)).Select(r => r.Id).ShouldBe([.. ids, "mine_1", "mine_3", "mine_5"], ignoreOrder: true);

        T Another<T>(Func<RuleFolder, T> work) // as another process
        {
            using var data = DataFolder.OpenForReading(_bench.Data.Root);
            return work(new RuleFolder(data, _bench.Clock, "ana"));
        }
    });

    [Fact]
    public void Of_rules_that_are_switched_together_one_that_is_not_there_leaves_all_as_they_were()
    {
        Should.Throw<DefinitionException>(() => Rules.Switch(["rare_error_code", "nothing"], enabled: false)).Message.ShouldStartWith("there is no rule \"nothing\"; there are ");
        Pack.IsEnabled(Pack.Rule("rare_error_code")).ShouldBeTrue();
    }

    [Fact]
    public void A_rule_that_stands_in_two_files_is_refused_with_both()
    {
        Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "mine", null);
        File.Copy(FileOf("mine"), Path.ChangeExtension(FileOf("twin"), ".yml"));
        Should.Throw<DefinitionException>(() => Pack).Message.ShouldMatch("twin.yml: the rule \"mine\" stands in .*mine.yaml too");
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused_with_its_line()
    {
        Rules.Duplicate(Pack, Pack.Rule("rare_error_code"), "mine", "caf\u00e9");
        Pack.Rule("mine").Name.ShouldBe("caf\u00e9");
        var text = File.ReadAllText(FileOf("mine"));
        File.WriteAllText(FileOf("mine"), text, System.Text.Encoding.Unicode);
        Pack.Rule("mine").Name.ShouldBe("caf\u00e9", "UTF-16 says so itself");
        File.WriteAllText(FileOf("mine"), text, System.Text.Encoding.Latin1);
        Should.Throw<DefinitionException>(() => Pack).Message.ShouldContain("mine.yaml:2:1: this line is not UTF-8");
    }

    private string FileOf(string id) => Path.Combine(_bench.Data.Root, "rules", $"{id}.yaml");

    public void Dispose() => _bench.Dispose();
}
