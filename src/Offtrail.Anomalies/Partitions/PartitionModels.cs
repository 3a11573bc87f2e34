using System.Collections;

namespace Offtrail.Anomalies;

/// <summary>
/// The models of a scope's partitions, or of values in them. At most <see cref="DetectorStore.Awake"/> are objects; the least recently active of the
/// others rest as bytes in a stream. What rests is woken with all its bits, so results do not depend on how many may be awake.
/// </summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <param name="store">How many may be awake, and where the others rest.</param>
/// <param name="create">Makes a model that knows nothing.</param>
/// <param name="write">All that a model knows.</param>
/// <param name="read">The model that knows it.</param>
internal sealed class PartitionModels<TModel>(DetectorStore store, Func<TModel> create, Func<TModel, byte[]> write, Func<byte[], TModel> read)
    where TModel : class
{
    private const int RoomStep = 128; // bytes; a model that grows a little goes back to its place

    private readonly Dictionary<(string Partition, string Value), Place> _places = [];
    private readonly List<Place> _awake = [];
    private Stream? _rest;
    private long _end; // of the stream's places
    private long _uses;

    /// <summary>Takes up what was known.</summary>
    public void Restore(IEnumerable<(string Partition, string Value, byte[] State)> states)
    {
        foreach (var (partition, value, state) in states)
        {
            var place = new Place();
            _places.Add((partition, value), place);
            if (_awake.Count < store.Awake) Wake(place, read(state));
            else Put(place, state);
        }
    }

    /// <summary>The model of a partition, or of a value in it; a new one when there is none.</summary>
    public TModel Of(string partition, string value)
    {
        if (!_places.TryGetValue((partition, value), out var place)) _places.Add((partition, value), place = new Place());
        place.LastUse = ++_uses;
        if (place.Model is null)
        {
            Wake(place, place.Length == 0 ? create() : read(Take(place)));
            if (_awake.Count > store.Awake) LetRest();
        }

        return place.Model!;
    }

    /// <summary>All models as bytes, in ordinal order. Those that rest are read when they are asked for; those awake are written now, since one serialization can't begin within another.</summary>
    public IReadOnlyCollection<(string Partition, string Value, byte[] State)> States()
    {
        var awake = _awake.ToDictionary(p => p, p => write(p.Model!));
        return new Lazily<(string, string, byte[])>(_places.Count, _places.OrderBy(p => p.Key.Partition, StringComparer.Ordinal).ThenBy(p => p.Key.Value, StringComparer.Ordinal)
            .Select(p => (p.Key.Partition, p.Key.Value, awake.GetValueOrDefault(p.Value) ?? Take(p.Value))));
    }

    /// <summary>Gives up the stream and all models.</summary>
    public void Release()
    {
        _rest?.Dispose();
        _rest = null;
        _places.Clear();
        _awake.Clear();
    }

    private void Wake(Place place, TModel model)
    {
        place.Model = model;
        _awake.Add(place);
    }

    /// <summary>The quarter that was least recently active, and at least one; never the last that was used.</summary>
    private void LetRest()
    {
        _awake.Sort((a, b) => b.LastUse.CompareTo(a.LastUse));
        var from = _awake.Count - Math.Max(1, _awake.Count / 4);
        for (var i = from; i < _awake.Count; i++)
        {
            Put(_awake[i], write(_awake[i].Model!));
            _awake[i].Model = null;
        }

        _awake.RemoveRange(from, _awake.Count - from);
    }

    private void Put(Place place, byte[] state)
    {
        _rest ??= store.Rest();
        if (place.Room < state.Length)
        {
            (place.Offset, place.Room) = (_end, ((state.Length / RoomStep) + 1) * RoomStep);
            _end += place.Room;
        }

        place.Length = state.Length;
        _rest.Position = place.Offset;
        _rest.Write(state);
    }

    private byte[] Take(Place place)
    {
        var state = new byte[place.Length];
        _rest!.Position = place.Offset;
        _rest.ReadExactly(state);
        return state;
    }

    private sealed class Place
    {
        public TModel? Model;
        public long LastUse;
        public long Offset;
        public int Length; // 0 while it never rested
        public int Room;
    }

    private sealed class Lazily<T>(int count, IEnumerable<T> items) : IReadOnlyCollection<T>
    {
        public int Count => count;

        public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
