using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Partitions;

/// <summary>Models that are lists of bytes, of which each use adds some.</summary>
public sealed class PartitionModelsTests
{
    [Fact]
    public void What_rests_comes_back_with_all_its_bytes() =>
        Gen.Select(Gen.Select(Gen.Int[0, 7], Gen.Int[1, 300]).Array[1, 60], Gen.Int[1, 6]).Sample((uses, awake) =>
        {
            var (models, _) = Models(awake, new MemoryStream());
            var plain = new Dictionary<string, List<byte>>(StringComparer.Ordinal);
            foreach (var (partition, bytes) in uses)
            {
                var name = $"p{partition}";
                if (!plain.TryGetValue(name, out var all)) plain.Add(name, all = []);
                all.AddRange(Enumerable.Repeat((byte)bytes, bytes));
                models.Of(name, "v").AddRange(Enumerable.Repeat((byte)bytes, bytes));
                models.Of(name, "v").ShouldBe(all);
            }

            models.States().Count.ShouldBe(plain.Count);
            var states = models.States().ToArray();
            states.Select(s => (s.Partition, s.Value)).ShouldBe(plain.Keys.Order(StringComparer.Ordinal).Select(p => (p, "v")));
            foreach (var (partition, _, state) in states) state.ShouldBe(plain[partition]);

            var (restored, _) = Models(awake, new MemoryStream());
            restored.Restore(states);
            foreach (var name in plain.Keys) restored.Of(name, "v").ShouldBe(plain[name]);
        });

    [Fact]
    public void The_least_recently_active_rests()
    {
        var (models, reads) = Models(4, new MemoryStream());
        foreach (var name in (string[])["a", "b", "c", "d", "a", "e"]) models.Of(name, "").Add(1);
        foreach (var name in (string[])["a", "c", "d", "e"]) models.Of(name, "").Count.ShouldBe(name == "a" ? 2 : 1);
        reads().ShouldBe(0);
        models.Of("b", "").ShouldHaveSingleItem();
        reads().ShouldBe(1);
    }

    [Fact]
    public void Of_what_was_known_only_so_many_are_awake()
    {
        var (models, reads) = Models(2, new MemoryStream());
        models.Restore([("a", "", [1]), ("b", "", [2]), ("c", "", [3])]);
        reads().ShouldBe(2);
        models.Of("c", "").ShouldBe([3]);
        reads().ShouldBe(3);
    }

    [Fact]
    public void A_model_that_grows_a_little_goes_back_to_its_place()
    {
        var rest = new MemoryStream();
        var (models, _) = Models(1, rest);
        Grow("a", 10);
        Grow("b", 10);
        Grow("a", 118);
        Grow("b", 1);
        rest.Length.ShouldBe(128 + 128 + 11, "each has room for 128 bytes, also the other one");
        Grow("a", 1);
        Grow("b", 1);
        rest.Length.ShouldBe((3 * 128) + 129, "and then a new place behind all");
        models.Of("a", "").Count.ShouldBe(129);

        void Grow(string name, int bytes)
        {
            models.Of(name, "").AddRange(new byte[bytes]);
            models.Of("other", "").Add(0); // lets it rest
            models.Of(name, "").Count.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void Released_it_has_neither_models_nor_a_stream()
    {
        var rest = new MemoryStream();
        var (models, _) = Models(1, rest);
        models.Of("a", "").Add(1);
        models.Of("b", "").Add(1);
        models.Release();
        rest.CanRead.ShouldBeFalse();
        models.States().ShouldBeEmpty();
    }

    private static (PartitionModels<List<byte>> Models, Func<int> Reads) Models(int awake, Stream rest)
    {
        var reads = 0;
        var store = DetectorStore.None with { Awake = awake, Rest = () => rest };
        return (new PartitionModels<List<byte>>(store, () => [], m => [.. m], b =>
        {
            reads++;
            return [.. b];
        }), () => reads);
    }
}
