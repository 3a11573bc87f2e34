using System.CommandLine;
using System.CommandLine.Invocation;
using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Cli;

/// <summary>The command <c>offtrail</c>: finds the command, runs it, and turns whatever goes wrong into a line and an exit code.</summary>
internal static class App
{
    /// <summary>"@" begins the name of a field and of a folder as well as any other text: it must not have files read in its place.</summary>
    private static readonly ParserConfiguration s_asTyped = new() { ResponseFileTokenReplacer = null };

    /// <summary>How long a service may take to stop; then it is ended as by a kill, which it survives.</summary>
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args, TimeProvider clock, StandardStreams streams)
    {
        var root = new RootCommand("Finds what is unusual in AWS CloudTrail and says why.")
        {
            DetectCommand.Create(clock, streams),
            IngestCommand.Create(clock, streams),
            DemoCommand.Create(clock, streams),
            AlertsCommand.Create(clock, streams),
            IncidentsCommand.Create(clock, streams),
            TriageCommand.Create(clock, streams),
            ReportCommand.Create(clock, streams),
            AnomaliesCommand.Create(streams),
            EventsCommand.Create(streams),
            JobsCommand.Create(clock, streams),
            RulesCommand.Create(clock, streams),
            SinksCommand.Create(clock, streams),
            BacktestCommand.Create(clock, streams),
            LakeCommand.Create(clock, streams),
            InventoryCommand.Create(clock, streams),
            BackupCommand.Create(clock, streams),
            RestoreCommand.Create(streams),
            ServeCommand.Create(clock, streams),
            DoctorCommand.Create(clock, streams),
            UsersCommand.Create(clock, streams),
            KeysCommand.Create(clock, streams),
        };
        Examples.Add(root,
            "offtrail demo                                    see a real alert within a minute",
            "offtrail detect ./cloudtrail                     a folder of CloudTrail",
            "offtrail alerts --format json                    all alerts in full",
            "offtrail events --error AccessDenied             the events behind them");
        var parsed = root.Parse(args, s_asTyped);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction) // "detect --help" lacks its PATH and is right
        {
            foreach (var complaint in Complaints.Of(parsed)) await streams.Error.WriteLineAsync($"offtrail: {complaint}").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = streams.Out, Error = streams.Error };
            if (parsed.CommandResult.Command.Name == ServeCommand.Name) invocation.ProcessTerminationTimeout = s_shutdown;
            return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var (message, code) = Describe(e);
            if (message.Length > 0) await streams.Error.WriteLineAsync($"offtrail: {message}").ConfigureAwait(false);
            return code;
        }
        finally
        {
            await FlushAsync(streams.Out).ConfigureAwait(false);
        }
    }

    private static (string Message, int Code) Describe(Exception e) => e switch
    {
        OperationCanceledException => ("interrupted; what was read so far is kept", ExitCodes.Interrupted),
        UsageException or DefinitionException or FilterException or EnrichmentException or LabelsException => (e.Message, ExitCodes.Usage),
        IOException when IsBrokenPipe(e) => ("", ExitCodes.Done), // "| head" has seen enough
        IOException or UnauthorizedAccessException or StateException or LakeException => (e.Message, ExitCodes.Failed),
        _ => ($"unexpected: {e.Message} ({e.GetType().Name}). This is a fault of Offtrail; please report it.", ExitCodes.Failed),
    };

    private static bool IsBrokenPipe(Exception e) => (e.HResult & 0xFFFF) == 32; // EPIPE

    private static async Task FlushAsync(TextWriter writer)
    {
        try
        {
            await writer.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            // nobody reads any more
        }
    }
}
