using System.CommandLine;
using System.Diagnostics;
using Offtrail.Anomalies;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules edit</c>: opens the user's editor on a copy, and saves what is right.</summary>
internal static class RulesEdit
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var id = new Argument<string>("RULE") { Description = "A rule's id" };
        var command = new Command("edit", "Change a rule in your editor (VISUAL or EDITOR). One of the pack becomes one of the data folder. What is wrong is not saved.") { id };
        Examples.Add(command, "offtrail rules edit rare_error_code");
        return command.Changes(clock, (parsed, pack, rules, note) =>
        {
            var rule = pack.Rule(parsed.GetRequiredValue(id));
            var editor = Named("VISUAL") ?? Named("EDITOR") ?? throw new UsageException($"no editor is known; set EDITOR, or change the output of \"offtrail rules show {rule.Id}\" and give it to \"offtrail rules save\"");
            var copy = Path.Combine(Directory.CreateTempSubdirectory("offtrail-").FullName, $"{rule.Id}.yaml");
            File.WriteAllText(copy, pack.TextOf(rule));
            Run(editor, copy);
            if (!File.Exists(copy)) throw new UsageException($"the editor {editor} left no file {copy}; nothing was saved");
            try
            {
                var text = UserFile.Read(copy);
                if (pack.Read(text, copy).Id != rule.Id) throw new DefinitionException($"{copy}: the id is not {rule.Id} any more; \"offtrail rules duplicate\" makes another rule");
                RulesSave.Tell(rules.Save(pack, text, copy, note), rule.Id, streams);
            }
            catch (DefinitionException e)
            {
                throw new DefinitionException($"{e.Message}. Nothing was saved; your text is still there: put it right, then offtrail rules save {copy}");
            }

            Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        });
    }

    private static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { } editor && !string.IsNullOrWhiteSpace(editor) ? editor : null;

    /// <summary>An editor may come with arguments, as "code --wait" does.</summary>
    private static void Run(string editor, string file)
    {
        var words = editor.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(words[0], [.. words.Skip(1), file]))!;
            process.WaitForExit();
            if (process.ExitCode != 0) throw new IOException($"the editor {words[0]} ended with {process.ExitCode}; nothing was saved. Your text: {file}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new UsageException($"the editor \"{words[0]}\" can't be started; set VISUAL or EDITOR to one that is there: {e.Message}");
        }
    }
}
