using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Offtrail.Tests.Enrichment;

/// <summary>
/// Writes a tiny database by the MaxMind DB specification 2.0: a search tree of 24-bit records, 16 zero bytes, the data,
/// a marker and the metadata. IPv4 stands at ::/96 of an IPv6 tree.
/// </summary>
internal sealed class MmdbWriter(string databaseType, int ipVersion = 6, long buildEpoch = 1_777_600_000)
{
    private readonly List<int[]> _nodes = [[Nothing, Nothing]];
    private readonly ArrayBufferWriter<byte> _data = new();
    private const int Nothing = -1; // values: -1 nothing, n >= 0 node, -2 - n an entry at n in the data

    public MmdbWriter Add(string network, object entry)
    {
        var parsed = IPNetwork.Parse(network);
        var bytes = parsed.BaseAddress.GetAddressBytes();
        var length = parsed.PrefixLength;
        if (bytes.Length == 4 && ipVersion == 6)
        {
            bytes = [.. new byte[12], .. bytes];
            length += 96;
        }

        var offset = _data.WrittenCount;
        var written = new MemoryStream();
        Write(written, entry);
        _data.Write(written.ToArray());
        var node = 0;
        for (var bit = 0; bit < length; bit++)
        {
            var side = (bytes[bit / 8] >> (7 - (bit % 8))) & 1;
            if (bit == length - 1) _nodes[node][side] = -2 - offset;
            else
            {
                if (_nodes[node][side] == Nothing)
                {
                    _nodes.Add([Nothing, Nothing]);
                    _nodes[node][side] = _nodes.Count - 1;
                }

                node = _nodes[node][side];
            }
        }

        return this;
    }

    public byte[] ToArray()
    {
        var file = new MemoryStream();
        foreach (var record in _nodes.SelectMany(n => n))
        {
            var value = record switch { Nothing => _nodes.Count, < Nothing => _nodes.Count + 16 + (-2 - record), _ => record };
            file.Write([(byte)(value >> 16), (byte)(value >> 8), (byte)value]);
        }

        file.Write(new byte[16]);
        file.Write(_data.WrittenSpan);
        file.Write([0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8]);
        Write(file, new Dictionary<string, object>
        {
            ["binary_format_major_version"] = (ushort)2,
            ["binary_format_minor_version"] = (ushort)0,
            ["build_epoch"] = (ulong)buildEpoch,
            ["database_type"] = databaseType,
            ["description"] = new Dictionary<string, object> { ["en"] = "made by a test" },
            ["ip_version"] = (ushort)ipVersion,
            ["languages"] = new object[] { "en" },
            ["node_count"] = (uint)_nodes.Count,
            ["record_size"] = (ushort)24,
        });
        return file.ToArray();
    }

    private static void Write(MemoryStream to, object value)
    {
        switch (value)
        {
            case string text:
                Control(to, 2, Encoding.UTF8.GetByteCount(text));
                to.Write(Encoding.UTF8.GetBytes(text));
                break;
            case double number:
                Control(to, 3, 8);
                Span<byte> bytes = stackalloc byte[8];
                BinaryPrimitives.WriteDoubleBigEndian(bytes, number);
                to.Write(bytes);
                break;
            case float number:
                Control(to, 15, 4);
                Span<byte> four = stackalloc byte[4];
                BinaryPrimitives.WriteSingleBigEndian(four, number);
                to.Write(four);
                break;
            case ushort number: Number(to, 5, number); break;
            case uint number: Number(to, 6, number); break;
            case ulong number: Number(to, 9, number); break;
            case bool flag: Control(to, 14, flag ? 1 : 0); break;
            case IReadOnlyDictionary<string, object> map:
                Control(to, 7, map.Count);
                foreach (var (key, item) in map)
                {
                    Write(to, key);
                    Write(to, item);
                }

                break;
            case object[] list:
                Control(to, 11, list.Length);
                foreach (var item in list) Write(to, item);
                break;
            default: throw new ArgumentException($"no type of the format for {value.GetType()}", nameof(value));
        }
    }

    private static void Number(MemoryStream to, int type, ulong number)
    {
        var length = (64 - System.Numerics.BitOperations.LeadingZeroCount(number) + 7) / 8;
        Control(to, type, length);
        for (var i = length - 1; i >= 0; i--) to.WriteByte((byte)(number >> (8 * i)));
    }

    private static void Control(MemoryStream to, int type, int size)
    {
        var first = (type > 7 ? 0 : type << 5) | (size < 29 ? size : 29);
        to.WriteByte((byte)first);
        if (type > 7) to.WriteByte((byte)(type - 7));
        if (size >= 29) to.WriteByte((byte)checked((byte)(size - 29)));
    }
}
