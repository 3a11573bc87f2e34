using System.CommandLine;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules …</c>: what raises alerts, when, and above which score.</summary>
internal static class RulesCommand
{
    public static Command Create(StandardStreams streams)
    {
        var rules = new Command("rules", "Look at the rules, check rules of your own, switch rules off and on.")
        {
            RulesList.Create(streams),
            RulesShow.Create(streams),
            RulesValidate.Create(streams),
            RulesSwitch.Enable(streams),
            RulesSwitch.Disable(streams),
        };
        Examples.Add(rules,
            "offtrail rules list                                all rules, with threshold and schedule",
            "offtrail rules show rare_error_code > my_rule.yaml a pattern for one of your own; put it into the folder rules of the data folder",
            "offtrail rules validate my_rule.yaml               whether it is right",
            "offtrail rules disable rare_error_code             switch one off");
        return rules;
    }
}
