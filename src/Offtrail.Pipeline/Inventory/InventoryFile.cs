using System.Text.Json;
using Offtrail.Triage;

namespace Offtrail.Pipeline;

/// <summary>The last good inventory, in the data folder: there also when AWS can't be asked.</summary>
public static class InventoryFile
{
    /// <summary>Its name.</summary>
    public const string Name = "inventory.json";

    private static readonly JsonSerializerOptions s_style = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>The parts; none when there is no file.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static IReadOnlyList<InventoryPart> Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        if (!File.Exists(path)) return [];
        try
        {
            return JsonSerializer.Deserialize<InventoryPart[]>(File.ReadAllText(path), s_style) ?? [];
        }
        catch (JsonException e)
        {
            throw new IOException($"{path} is damaged ({e.Message}); remove it, and \"offtrail inventory refresh\" makes it anew", e);
        }
    }

    /// <summary>Puts parts in the place of those that were there.</summary>
    public static void Write(string dataFolder, IReadOnlyList<InventoryPart> parts) => UserFile.Replace(Path.Combine(dataFolder, Name), JsonSerializer.Serialize(parts, s_style));

    /// <summary>What a triage asks. Without a file, nothing is known.</summary>
    public static Inventory ForTriage(string dataFolder)
    {
        var parts = Read(dataFolder).Where(p => p.AsOf is not null).ToArray();
        return parts.Length == 0 ? Inventory.None : new Inventory(parts.SelectMany(p => p.Addresses.Select(a => new InventoryEntry(a.Address, p.Account, p.Region, a.Kind, a.Id, a.Instance, a.Name))), parts.Min(p => p.AsOf));
    }
}
