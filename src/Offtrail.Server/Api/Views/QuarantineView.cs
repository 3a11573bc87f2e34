using System.Text;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Something in quarantine.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Source">The object, and for an archive the file in it behind "!".</param>
/// <param name="Record">Number of the record in the object; 0 for the object as a whole.</param>
/// <param name="Line">Line in the content; 0 for the object as a whole.</param>
/// <param name="Byte">Offset in the content.</param>
/// <param name="Reason">What is wrong, and what would be right.</param>
/// <param name="Length">How many bytes there were.</param>
/// <param name="Content">What was kept of it; left out in lists.</param>
public sealed record QuarantineView(long Id, string Source, long Record, long Line, long Byte, string Reason, long Length, string? Content)
{
    /// <summary>An entry of the state, with what was kept of it as text when that is asked for.</summary>
    public static QuarantineView Of(QuarantineEntry e, bool withContent) =>
        new(e.Id, e.Source, e.Rejection.Position.Record, e.Rejection.Position.Line, e.Rejection.Position.Byte, e.Rejection.Reason, e.Rejection.Length, withContent ? Encoding.UTF8.GetString(e.Rejection.Content.Span) : null);
}
