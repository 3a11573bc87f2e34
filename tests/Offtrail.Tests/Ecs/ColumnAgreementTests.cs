using System.IO.Compression;
using System.Text;
using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Ecs;

/// <summary>
/// The lake's columns and the document say the same of a record, though one is cut from its bytes and the other made from a
/// tree: who acted, whether a service did, whose name a session has, what failed.
/// </summary>
public sealed class ColumnAgreementTests(ITestOutputHelper output)
{
    [Fact]
    public Task On_random_records() => Within.Seconds(60, () =>
        Gen.Int.Sample(seed => Check(Collector.Read(new RecordMaker(seed).Make()).Events.Single()), iter: 3_000, threads: 1));

    [Theory]
    [InlineData("ecs-fixtures", 150)]
    [InlineData("datasets", 2_000)]
    [InlineData("eval/scenarios", 300)]
    public void On_recorded_ones(string folder, int least)
    {
        if (Repository.Shared is not { } shared || !Directory.Exists(Path.Combine(shared, folder)))
            Assert.Skip($"the records are not on this machine (../shared/{folder}, or OFFTRAIL_SHARED)");
        var events = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Shared!, folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (var content in Contents(file))
            {
                foreach (var seen in Collector.Read(content).Events)
                {
                    Check(seen);
                    events++;
                }
            }
        }

        output.WriteLine($"{events} events");
        events.ShouldBeGreaterThan(least);
    }

    private static IEnumerable<Stream> Contents(string file)
    {
        using var stream = File.OpenRead(file);
        if (!file.EndsWith(".zip", StringComparison.Ordinal))
        {
            yield return stream;
            yield break;
        }

        using var zip = new ZipArchive(stream);
        foreach (var entry in zip.Entries.Where(e => e.Length > 0)) yield return entry.Open();
    }

    private static void Check(SeenEvent seen)
    {
        var document = Documents.Of(seen.Record);
        var time = DateTime.UnixEpoch.AddMicroseconds(seen.Time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        document.Field("@timestamp").ShouldBe(time, seen.Record);
        foreach (var column in Enum.GetValues<EventColumn>().Except(EventColumns.BesideTheRecord))
        {
            var field = document.Field(column.Name());
            if (field is not null && Encoding.UTF8.GetByteCount(field) > EventColumns.MaxBytes) seen[column]!.ShouldEndWith("…");
            else field.ShouldBe(seen[column], $"{column.Name()} of {seen.Record}");
        }
    }
}
