using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>
/// Writes a nullable number as a byte and the number. By itself the serializer copies the memory, in which the bytes between the
/// two are anything: the same state would not always be the same bytes.
/// </summary>
/// <typeparam name="T">The number.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlainNullableAttribute<T> : MemoryPackCustomFormatterAttribute<T?>
    where T : unmanaged
{
    /// <inheritdoc/>
    public override IMemoryPackFormatter<T?> GetFormatter() => Formatter.Instance;

    private sealed class Formatter : MemoryPackFormatter<T?>
    {
        public static readonly Formatter Instance = new();

        public override void Serialize<TBufferWriter>(ref MemoryPackWriter<TBufferWriter> writer, scoped ref T? value) =>
            writer.WriteUnmanaged((byte)(value.HasValue ? 1 : 0), value.GetValueOrDefault());

        public override void Deserialize(ref MemoryPackReader reader, scoped ref T? value)
        {
            reader.ReadUnmanaged(out byte has, out T number);
            value = has == 0 ? null : number;
        }
    }
}
