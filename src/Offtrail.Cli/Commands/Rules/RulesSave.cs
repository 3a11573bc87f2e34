using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules save</c>.</summary>
internal static class RulesSave
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var files = new Argument<string[]>("FILE") { Description = "YAML files", Arity = ArgumentArity.OneOrMore };
        var command = new Command("save", "Put rules into the data folder, where they run with the others. One with the id of a rule that is there takes its place; what that was is kept.") { files };
        Examples.Add(command, "offtrail rules save my_rule.yaml", "offtrail rules save my_rule.yaml --note \"less noise at night\"");
        return command.Changes(clock, (parsed, pack, rules, note) =>
        {
            foreach (var file in parsed.GetRequiredValue(files))
            {
                if (Directory.Exists(file)) throw new UsageException($"{file} is a folder; right would be the YAML files in it, such as {Path.Join(file, "*.yaml")}");
                if (!File.Exists(file)) throw new UsageException($"{file}: there is no such file");
                Tell(rules.Save(pack, UserFile.Read(file), file, note), file, streams);
            }
        });
    }

    /// <summary>Says what became of a rule.</summary>
    public static void Tell(RuleDefinition? saved, string file, StandardStreams streams) =>
        streams.Out.WriteLine(saved is null ? $"{PlainText.Of(file)}: nothing changed" : $"{saved.Id} is saved as version {saved.Version}; it counts from the next detection on");
}
