using System.Data.Common;
using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>
/// Looks whether a service could run on a data folder, or whether the one that does is well: without the network, and without changing anything but
/// what reading a state of an earlier version changes.
/// </summary>
/// <param name="root">The data folder; it need not be there yet.</param>
/// <param name="configFile">The configuration; null for the data folder's own.</param>
/// <param name="clock">Tells the time.</param>
public sealed class Examination(string root, string? configFile, TimeProvider clock)
{
    /// <summary>Looks at everything. Parts that can't be looked at are problems themselves.</summary>
    public IReadOnlyList<Finding> Run()
    {
        var findings = new List<Finding>();
        var config = ServiceConfig.Default;
        Definitions? definitions = null;
        Look("configuration", () => ConfigCheck.Of(config = ServiceConfig.Of(root, configFile), clock));
        Look("configuration", () => ConfigCheck.Of(definitions = Definitions.Of(root)));
        Look("rights", () => RightsCheck.Of(root));
        Look("memory", MemoryCheck.Of);
        Look("sources", () => SourceCheck.Of(config));
        if (config.Inventory is { } inventory) Look("inventory", () => InventoryCheck.Of(root, inventory, clock));
        if (!DataFolder.IsThere(root)) findings.Add(Finding.Warning("state", $"{root} holds no data yet", "the first \"offtrail serve\" or \"offtrail detect\" makes it"));
        else
        {
            Look("state", () =>
            {
                using var folder = DataFolder.OpenForReading(root);
                Look("state", () => StateCheck.Of(folder));
                Look("lake", () => LakeCheck.Of(folder));
                Look("disk", () => DiskCheck.Of(folder));
                Look("clock", () => ClockCheck.Of(folder, clock));
                if (definitions is not null) Look("sinks", () => SinkCheck.Of(folder, definitions.Sinks.All));
                Look("users", () => UserCheck.Of(folder, clock));
                return [];
            });
        }

        return findings;

        void Look(string area, Func<IEnumerable<Finding>> check)
        {
            try
            {
                foreach (var finding in check()) findings.Add(finding);
            }
            catch (DefinitionException e)
            {
                findings.Add(Finding.Problem(area, e.Message, "mend the file; a running service goes on with what was right before"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StateException or DbException)
            {
                findings.Add(Finding.Problem(area, e.Message, "look at the message; with a damaged state, \"offtrail restore\" brings back a backup"));
            }
        }
    }
}
