using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.Server;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail inventory</c>: which addresses are ours, as the EC2 API says.</summary>
internal static class InventoryCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var command = new Command("inventory", "List which addresses are ours, for triage: those that \"inventory\" of offtrail.yaml names (docs/sources.md).") { Refresh(clock, streams), data, format };
        Examples.Add(command, "offtrail inventory", "offtrail inventory refresh                       ask AWS now", "offtrail inventory --format csv");
        command.SetAction(parsed =>
        {
            var parts = InventoryFile.Read(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var rows = parts.SelectMany(p => p.Addresses.Select(a => new Row(a.Address, p.Account, p.Region, a.Kind, a.Id, a.Instance, a.Name, p.AsOf is { } at ? AlertDocument.Time(at) : null))).ToArray();
            RowPrinter.Print(rows, r => $"{r.Address,-16} {r.Account} {r.Region,-14} {r.Kind.Replace('_', ' '),-17} {r.Id}{(r.Instance is { } i && i != r.Id ? $" of {i}" : "")}{(r.Name is { } name ? $" ({PlainText.Of(name)})" : "")}", r => r, parsed.GetValue(format), streams.Out);
            Tell(parts, streams.Error);
            if (parts.Count == 0) streams.Error.WriteLine("There is no inventory. Name accounts and regions with inventory: in offtrail.yaml (docs/sources.md); a service reads them, and so does \"offtrail inventory refresh\".");
            return ExitCodes.Done;
        });
        Listing.AllowWord(command);
        return command;
    }

    private static Command Refresh(TimeProvider clock, StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var config = new Option<string?>("--config") { Description = $"The configuration. Default: {DataFolder.ServiceFile} in the data folder", HelpName = "FILE" };
        var command = new Command("refresh", "Ask the EC2 API now. What can't be read stays as it was.") { data, config };
        Examples.Add(command, "offtrail inventory refresh");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(data));
            var settings = ServiceConfig.Of(root, parsed.GetValue(config)).Inventory ?? throw new UsageException($"the configuration names no inventory; right would be inventory: with accounts: in {Path.Combine(root, DataFolder.ServiceFile)} (docs/sources.md)");
            var parts = await new InventoryRefresh(root, settings, clock).RunAsync(cancellationToken).ConfigureAwait(false);
            Tell(parts, streams.Error);
            return parts.All(p => p.Problem is null) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Tell(IReadOnlyList<InventoryPart> parts, TextWriter error)
    {
        foreach (var p in parts)
        {
            var there = p.AsOf is { } at ? $"{Number(p.Addresses.Count)} addresses as of {AlertDocument.Time(at)[..16].Replace('T', ' ')} UTC" : "never read";
            Line(error, "Inventory", $"{p.Account} in {p.Region}: {there}");
            if (p.Problem is { } problem) Line(error, "Problem", $"{p.Account} in {p.Region}: {PlainText.Of(problem)}");
        }
    }

    private sealed record Row(string Address, string Account, string Region, string Kind, string Id, string? Instance, string? Name, string? AsOf);
}
