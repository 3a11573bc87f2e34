using CsCheck;
using MemoryPack;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Snapshots;

public sealed class ChunksTests
{
    [Fact]
    public void All_bytes_come_out_in_the_order_in_which_they_went_in() =>
        Gen.Select(Gen.Int[0, 9000], Gen.Int[0, 3]).Array[0, 20].Sample(pieces =>
        {
            var (chunks, all) = (new Chunks(), new List<byte>());
            foreach (var (size, less) in pieces)
            {
                var span = chunks.GetSpan(size);
                span.Length.ShouldBeGreaterThanOrEqualTo(Math.Max(1, size));
                var used = Math.Max(0, size - less);
                for (var i = 0; i < used; i++) span[i] = (byte)(all.Count + i);
                all.AddRange(span[..used]);
                chunks.Advance(used);
            }

            chunks.ToArray().ShouldBe(all);
        });

    [Fact]
    public void Pieces_double_up_to_a_mebibyte_and_are_as_long_as_is_asked_for()
    {
        var chunks = new Chunks();
        foreach (var length in (int[])[4 << 10, 8 << 10, 16 << 10])
        {
            chunks.GetMemory().Length.ShouldBe(length);
            chunks.Advance(length);
        }

        chunks.GetMemory(100).Length.ShouldBe(32 << 10);
        chunks.Advance((32 << 10) - 100);
        chunks.GetMemory(100).Length.ShouldBe(100, "it fits");
        chunks.Advance(100);
        chunks.GetMemory(3 << 20).Length.ShouldBe(3 << 20);
        chunks.Advance(3 << 20);
        chunks.GetMemory().Length.ShouldBe(1 << 20);
    }

    [Fact]
    public void An_array_of_255_numbers_keeps_its_bits_and_a_longer_one_is_refused()
    {
        var cells = new double[255];
        (cells[0], cells[7], cells[254]) = (-0.0, double.Epsilon, 3);
        var state = new TimeState { Cycle = TimeCycle.Day, Buckets = 1, First = 2, Origin = 3, Cells = cells, Squares = [] };
        StateBytes.Read<TimeState>(StateBytes.Write(state)).Cells.Select(BitConverter.DoubleToInt64Bits).ShouldBe(cells.Select(BitConverter.DoubleToInt64Bits));
        Should.Throw<MemoryPackSerializationException>(() => StateBytes.Write(state with { Cells = new double[256] }));
    }
}
