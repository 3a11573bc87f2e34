namespace Offtrail.Anomalies;

/// <summary>The stored form of an anomaly record, with all bits of its numbers. <see cref="StateBytes.Version"/> holds for it too.</summary>
public static class RecordBytes
{
    /// <summary>Writes a record.</summary>
    public static byte[] Write(AnomalyRecord record) => StateBytes.Write(record);

    /// <summary>Reads a record.</summary>
    /// <exception cref="InvalidDataException">The bytes are no record.</exception>
    public static AnomalyRecord Read(byte[] bytes) => StateBytes.Read<AnomalyRecord>(bytes);
}
