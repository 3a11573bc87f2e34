using System.CommandLine;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules …</c>: what raises alerts, when, and above which score.</summary>
internal static class RulesCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var rules = new Command("rules", "Look at the rules, try, change and make rules of your own, switch rules off and on, take them from other systems and give them to others.")
        {
            RulesList.Create(streams),
            RulesShow.Create(streams),
            RulesTest.Create(streams),
            RulesRuns.Create(streams),
            RulesValidate.Create(streams),
            RulesSave.Create(clock, streams),
            RulesEdit.Create(clock, streams),
            RulesDuplicate.Create(clock, streams),
            RulesDelete.Create(clock, streams),
            RulesHistory.Create(streams),
            RulesDiff.Create(streams),
            RulesSchema.Create(streams),
            RulesSwitch.Enable(clock, streams),
            RulesSwitch.Disable(clock, streams),
            RulesImport.Create(clock, streams),
            RulesExport.Create(streams),
        };
        Examples.Add(rules,
            "offtrail rules list                                all rules, with threshold and schedule",
            "offtrail rules duplicate rare_error_code mine      a rule of your own out of another",
            "offtrail rules edit mine                           change it in your editor",
            "offtrail rules test mine                           what it would have raised",
            "offtrail rules import rules.ndjson --dry-run       what would become of Elastic's",
            "offtrail rules disable rare_error_code             switch one off");
        return rules;
    }
}
