using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules validate</c>.</summary>
internal static class RulesValidate
{
    public static Command Create(StandardStreams streams)
    {
        var files = new Argument<string[]>("FILE") { Description = "YAML files. Without any: all of the data folder", Arity = ArgumentArity.ZeroOrMore };
        var data = CommonOptions.Data();
        var command = new Command("validate", "Check rules: every key, and whether the job is there. Exit code 2 when one is wrong.") { files, data };
        Examples.Add(command, "offtrail rules validate my_rule.yaml", "offtrail rules validate");
        command.SetAction(parsed =>
        {
            var pack = Pack.Load(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            foreach (var file in parsed.GetValue(files) ?? [])
            {
                var rule = pack.Rule(file);
                _ = pack.JobsOf(rule).Count();
                streams.Out.WriteLine($"{PlainText.Of(file)}: right ({rule.Id})");
            }

            if (parsed.GetValue(files) is not { Length: > 0 }) foreach (var rule in pack.RulesById.Values.OrderBy(r => r.Id, StringComparer.Ordinal)) streams.Out.WriteLine($"{PlainText.Of(pack.FileOf(rule) ?? "pack")}: right ({rule.Id})");
            return ExitCodes.Done;
        });
        return command;
    }
}
