using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>Writes an array of at most 255 numbers of which most are 0 as the places and bits of the others: what is active in a few hours of a week takes a tenth.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SparseAttribute : MemoryPackCustomFormatterAttribute<double[]>
{
    /// <inheritdoc/>
    public override IMemoryPackFormatter<double[]> GetFormatter() => Formatter.Instance;

    private sealed class Formatter : MemoryPackFormatter<double[]>
    {
        public static readonly Formatter Instance = new();

        public override void Serialize<TBufferWriter>(ref MemoryPackWriter<TBufferWriter> writer, scoped ref double[]? value)
        {
            var numbers = value ?? throw new MemoryPackSerializationException("an array of a model is missing");
            if (numbers.Length > byte.MaxValue) throw new MemoryPackSerializationException($"an array of {numbers.Length} numbers is too long");
            var set = numbers.Count(n => BitConverter.DoubleToInt64Bits(n) != 0);
            writer.WriteUnmanaged((byte)numbers.Length, (byte)set);
            for (var i = 0; i < numbers.Length; i++)
                if (BitConverter.DoubleToInt64Bits(numbers[i]) != 0) writer.WriteUnmanaged((byte)i, numbers[i]);
        }

        public override void Deserialize(ref MemoryPackReader reader, scoped ref double[]? value)
        {
            reader.ReadUnmanaged(out byte length, out byte set);
            value = new double[length];
            for (var i = 0; i < set; i++)
            {
                reader.ReadUnmanaged(out byte at, out double number);
                if (at >= length) throw new MemoryPackSerializationException($"place {at} of an array of {length} numbers");
                value[at] = number;
            }
        }
    }
}
