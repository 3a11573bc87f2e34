using System.Buffers;

namespace Offtrail.Sources.Demo;

/// <summary>
/// Gathers records into objects as CloudTrail does: ten minutes of a region's events, delivered 4 to 14 minutes after each;
/// one event in a hundred one to six hours late, one in a hundred twice. Memory is bounded by those six hours.
/// </summary>
internal sealed class Delivery(History history, ObjectWriter objects)
{
    private const int WindowMinutes = 10;
    private const int DelayMinutes = 4;
    private const int LatePerMille = 10;
    private const int TwicePerMille = 10;

    private readonly Pcg _dice = Pcg.For(history.Seed, "delivery");
    private readonly SortedDictionary<DateTimeOffset, List<Slot>> _open = [];
    private readonly Stack<ArrayBufferWriter<byte>> _spare = new();

    public int Events { get; private set; }

    public int Duplicates { get; private set; }

    public void Accept(PlannedEvent e, ReadOnlySpan<byte> record)
    {
        DateTimeOffset time = WindowEnd(e).AddMinutes(DelayMinutes);
        if (_dice.PerMille(LatePerMille))
            time = time.AddMinutes(WindowMinutes * _dice.Between(6, 36));
        bool twice = _dice.PerMille(TwicePerMille);
        Events++;

        // the trail ends with what was delivered by its end
        time = time < history.End ? time : history.End;
        SlotFor(e, time).Add(record);
        DateTimeOffset again = time.AddMinutes(WindowMinutes);
        if (twice && again < history.End)
        {
            SlotFor(e, again).Add(record);
            Duplicates++;
        }
    }

    /// <summary>Writes the objects delivered by <paramref name="time"/>; no event may follow that happened before it.</summary>
    public void WriteUntil(DateTimeOffset time)
    {
        while (_open.Count > 0 && _open.First() is var (due, slots) && due <= time)
        {
            foreach (Slot slot in slots)
            {
                objects.Write(slot);
                slot.Records.ResetWrittenCount();
                _spare.Push(slot.Records);
            }

            _open.Remove(due);
        }
    }

    // Each account and region has its own beat, so that not all deliver in the same minute.
    private static DateTimeOffset WindowEnd(PlannedEvent e)
    {
        int beat = (e.Account.Id[0] + e.Region[0]) % WindowMinutes;
        long window = WindowMinutes * TimeSpan.TicksPerMinute;
        long offset = beat * TimeSpan.TicksPerMinute;
        long begun = ((e.Time.UtcTicks - offset) / window * window) + offset;
        return new DateTimeOffset(begun + window, TimeSpan.Zero);
    }

    private Slot SlotFor(PlannedEvent e, DateTimeOffset time)
    {
        if (!_open.TryGetValue(time, out List<Slot>? slots))
            _open[time] = slots = [];

        Slot? slot = slots.Find(s => s.Account == e.Account.Id && s.Region == e.Region);
        if (slot is null)
        {
            slot = new Slot(e.Account.Id, e.Region, time, _spare.TryPop(out ArrayBufferWriter<byte>? spare) ? spare : new(16 * 1024));
            slots.Add(slot);
        }

        return slot;
    }
}
