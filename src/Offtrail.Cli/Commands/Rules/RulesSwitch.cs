using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules enable</c> and <c>disable</c>.</summary>
internal static class RulesSwitch
{
    public static Command Enable(StandardStreams streams) => Create("enable", "Let rules run again.", enabled: true, streams);

    public static Command Disable(StandardStreams streams) => Create("disable", "Switch rules off: they run only when they are named.", enabled: false, streams);

    private static Command Create(string name, string description, bool enabled, StandardStreams streams)
    {
        var ids = new Argument<string[]>("RULE") { Description = "Ids of rules", Arity = ArgumentArity.OneOrMore };
        var data = CommonOptions.Data();
        var command = new Command(name, description) { ids, data };
        Examples.Add(command, $"offtrail rules {name} rare_error_code");
        command.SetAction(parsed =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(data));
            using (DataFolder.OpenForReading(root))
            {
                var pack = Pack.Load(root);
                var rules = pack.RulesById;
                foreach (var id in parsed.GetRequiredValue(ids))
                    if (!rules.ContainsKey(id)) throw new UsageException($"there is no rule \"{id}\"; there are {string.Join(", ", rules.Keys.Order(StringComparer.Ordinal))}");
                foreach (var id in parsed.GetRequiredValue(ids))
                    if (enabled && !rules[id].Enabled) throw new UsageException($"{id} says \"enabled: false\" itself; \"offtrail rules edit {id}\" changes it");
                foreach (var id in parsed.GetRequiredValue(ids)) streams.Out.WriteLine(DisabledRules.Set(root, [.. rules.Keys], id, enabled) ? $"{id} is {(enabled ? "on" : "off")} now" : $"{id} was {(enabled ? "on" : "off")} already");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
