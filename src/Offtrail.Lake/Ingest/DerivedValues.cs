using System.Text;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>
/// Columns that follow from another column's value alone: what the client is follows from the user agent, where an address
/// is from the address. Worked out once for each value that a batch meets, kept by the value's number.
/// </summary>
internal sealed class DerivedValues(ValueTable values, Enricher enricher)
{
    private readonly Dictionary<int, int[]> _ofClient = [];
    private readonly Dictionary<int, int[]> _ofAddress = [];

    /// <summary>Sets the derived columns of a row whose other columns are set.</summary>
    public void Fill(Span<int> row, EventView view)
    {
        Set(row, EventColumn.ClientName, OfClient(row[(int)EventColumn.UserAgent], view));
        Set(row, EventColumn.Network, OfAddress(row[(int)EventColumn.SourceAddress], view));
    }

    public void Reset()
    {
        _ofClient.Clear();
        _ofAddress.Clear();
    }

    private int[] OfClient(int number, EventView view)
    {
        if (_ofClient.TryGetValue(number, out var known)) return known;
        var client = number == 0 ? null : ClientParser.Parse(view[EventColumn.UserAgent]);
        known = [Share(client?.Name), Share(client?.Version), Share(client?.OsName), Share(client?.Class.Text()), Share(client?.OffensiveOs), Share(client?.Label)];
        _ofClient.Add(number, known);
        return known;
    }

    private int[] OfAddress(int number, EventView view)
    {
        if (_ofAddress.TryGetValue(number, out var known)) return known;
        var source = number == 0 ? SourceFacts.None : enricher.Source(view[EventColumn.SourceAddress]);
        known = [Share(source.Network), Share(source.Neighbourhood), Share(source.CountryIso), Share(source.RegionName), Share(source.CityName), Share(source.AsNumber), Share(source.AsOrganization)];
        _ofAddress.Add(number, known);
        return known;
    }

    private static void Set(Span<int> row, EventColumn first, int[] numbers) => numbers.CopyTo(row[(int)first..]);

    private int Share(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        Span<byte> utf8 = stackalloc byte[EventColumns.MaxBytes];
        return Encoding.UTF8.TryGetBytes(text, utf8, out var written) ? values.Share(utf8[..written]) : 0;
    }
}
