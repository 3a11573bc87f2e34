using System.Text;
using Offtrail.Events;

namespace Offtrail.Tests;

/// <summary>An event with its columns as text, kept behind the reader's call or made by the plain twin.</summary>
internal sealed record SeenEvent(long Time, string Account, string Record, IReadOnlyDictionary<EventColumn, string> Columns, int CutValues = 0)
{
    public string Id => Columns[EventColumn.EventId];

    public string? this[EventColumn column] => Columns.GetValueOrDefault(column);

    public static SeenEvent Of(EventView view)
    {
        var columns = Enum.GetValues<EventColumn>().Where(c => view[c].Length > 0).ToDictionary(c => c, c => Strict(view[c]));
        return new SeenEvent(view.TimeMicros, Strict(view.Account), Strict(view.Record), columns, view.CutValues);
    }

    /// <summary>All of it on lines, to be compared as one text.</summary>
    public override string ToString() =>
        $"{Time} {Account} cut {CutValues}\n{string.Concat(Columns.OrderBy(c => c.Key).Select(c => $"{c.Key.Name()}={c.Value}\n"))}{Record}";

    private static string Strict(ReadOnlySpan<byte> utf8) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
}
