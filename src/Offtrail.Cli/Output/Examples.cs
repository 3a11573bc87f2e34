using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Offtrail.Cli;

/// <summary>Puts examples behind a command's help text.</summary>
internal static class Examples
{
    public static void Add(Command command, params ReadOnlySpan<string> examples)
    {
        var lines = examples.ToArray();
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null) command.Options.Add(help = new HelpOption());
        help.Action = new HelpWithExamples((HelpAction)help.Action!, lines);
    }

    private sealed class HelpWithExamples(HelpAction help, string[] examples) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in examples) output.WriteLine($"  {line}");
            output.WriteLine();
            return code;
        }
    }
}
