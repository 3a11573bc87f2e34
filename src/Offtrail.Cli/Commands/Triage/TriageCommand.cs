using System.CommandLine;
using Offtrail.Lake;
using Offtrail.Pipeline;
using Offtrail.Triage;

namespace Offtrail.Cli;

/// <summary><c>offtrail triage</c>: the investigation guide's questions about an alert or incident, answered from the lake.</summary>
internal static class TriageCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var id = Id();
        var (data, incident, output) = (CommonOptions.Data(), Incident(), CommonOptions.Out());
        var format = CommonOptions.OneOf<TriageFormat>("--format", "text, markdown or json. Default: text");
        var brief = new Option<bool>("--brief") { Description = "Only the verdict, its reasons and the next steps, as text or Markdown" };
        var weights = new Option<bool>("--weights") { Description = "Print what each point weighs in the verdict, and how that came about, instead" };
        var command = new Command("triage", "Answer an analyst's questions about an alert or incident from the lake, and say what to think of it.") { id, data, incident, format, brief, output, weights };
        Examples.Add(command,
            "offtrail triage 194f2e                           an alert, by what its id begins with",
            "offtrail triage 194f2e --brief                   the verdict, its reasons and what to do next",
            "offtrail triage 17c07b --incident                the incident of this id, all of its alerts as one",
            "offtrail triage 194f2e --format markdown > ticket.md",
            "offtrail triage --weights");
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(weights))
            {
                streams.Out.Write(Weights.Default.Text);
                return ExitCodes.Done;
            }

            if (parsed.GetValue(brief) && parsed.GetValue(format) == TriageFormat.Json) throw new UsageException("--brief is for text and Markdown; a program takes what it wants from the whole document of --format json");
            var result = Run(parsed.GetValue(data), parsed.GetValue(id), parsed.GetValue(incident), clock);
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            switch (parsed.GetValue(format))
            {
                case TriageFormat.Json: writer.Writer.WriteLine(TriageDocument.Write(result).ToJsonString(JsonStyle.Options(indented: true))); break;
                case TriageFormat.Markdown: TriageMarkdown.Print(result, writer.Writer, parsed.GetValue(brief)); break;
                default: TriageSheet.Print(result, writer.Writer, parsed.GetValue(brief)); break;
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Which alert or incident.</summary>
    public static Argument<string?> Id() => new("ID") { Description = "An alert's or incident's id, or what it begins with", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Whether the id is an incident's.</summary>
    public static Option<bool> Incident() => new("--incident") { Description = "The id is an incident's, or one of its alerts': triage all of its alerts as one. Told by itself when all twelve digits are given" };

    /// <summary>Triages what was named.</summary>
    public static TriageResult Run(string? data, string? id, bool incident, TimeProvider clock)
    {
        if (id is null) throw new UsageException("which alert or incident? Name it by its id, as \"offtrail alerts\" and \"offtrail incidents\" list them");
        using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(data));
        using var temp = new ReaderTemp();
        using var reader = new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = temp.Path, MemoryBytes = Triaging.EngineBytes, KeepFooters = true });
        var pack = Pack.Load(folder.Root);
        return new Triaging(folder, pack, clock).Run(reader, TriageLookup.Find(folder.State, pack, id, incident), data);
    }
}
