using CsCheck;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Tests.Lake;

/// <summary>What goes into a segment comes out of it, to the byte.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public Task Every_column_and_the_record_come_back_as_they_were() => Within.Seconds(60, () =>
        Gen.Select(Gen.Int[1, 20], Gen.Int, Gen.Int[1, 2]).Sample((count, seed, batches) =>
        {
            using var lake = new SmallLake();
            var maker = new RecordMaker(seed, " \t\n");
            for (var i = 0; i < batches; i++) lake.Add(Enumerable.Range(0, count).Select(_ => maker.Make()));
            Read(lake).ShouldBe(Expected(lake));
        }, iter: 12, threads: 1));

    [Fact]
    public void A_record_of_100_KB_and_an_id_without_a_uuid_come_back()
    {
        using var lake = new SmallLake();
        var record = SmallLake.Record("no uuid, \\u0000 in it", Made.May, new string('é', 50_000) + "\0");
        record.Length.ShouldBeGreaterThan(50_000);
        lake.Add(record, SmallLake.Record("b", Made.May));
        Read(lake).ShouldBe(Expected(lake));
    }

    [Fact]
    public void A_thousand_equal_and_a_thousand_different_texts_come_back()
    {
        using var lake = new SmallLake();
        lake.Add(Enumerable.Range(0, 2000).Select(i => SmallLake.Record($"id{i}", Made.May + (i % 7 * 1_000_000), i % 2 == 0 ? "Same" : $"Code{i}", address: $"10.0.{i / 250}.{i % 250}")));
        Read(lake).ShouldBe(Expected(lake));
    }

    [Theory]
    [InlineData("it's a lake")]
    [InlineData("a\"b")]
    [InlineData("[x]*?")]
    [InlineData("50% déjà")]
    [InlineData("account=1")]
    public void The_name_of_the_folder_does_not_matter(string name)
    {
        using var lake = new SmallLake(name);
        lake.Add(SmallLake.Record("a", Made.May, "It's"));
        Read(lake).ShouldBe(Expected(lake));
        Datafeed.Read(lake.Reader, lake.Segments, new Feed(Made.Job, Made.Detector), long.MinValue, long.MaxValue).Single().Value.ShouldBe("It's");
    }

    [Theory]
    [InlineData("111122223333")]
    [InlineData("000000000001")]
    [InlineData("ACCOUNT_ID")]
    [InlineData("xxxxxxxxxxxx")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("__HIVE_DEFAULT_PARTITION__")]
    public void Any_account_that_is_let_in_comes_back_as_itself(string account)
    {
        using var lake = new SmallLake();
        lake.Add(SmallLake.Record("a", Made.May, "Code", account));
        Datafeed.Read(lake.Reader, lake.Segments, new Feed(Made.Job, Made.Detector), long.MinValue, long.MaxValue).Single().Scope.ShouldBe(account);
        EvidenceQuery.Read(lake.Reader, lake.Segments, Made.Job, [Made.Record(value: "Code", scope: account, firstEvent: Made.May)], ["event.action"]).Single().Events.ShouldBe(1);
    }

    [Fact]
    public void A_segment_tells_its_rows_and_its_times()
    {
        using var lake = new SmallLake();
        lake.Add(SmallLake.Record("a", Made.May + Made.Hour), SmallLake.Record("b", Made.May), SmallLake.Record("c", Made.May + Made.Day), SmallLake.Record("d", Made.May, account: "9"));
        lake.Segments.OrderBy(s => s.Account, StringComparer.Ordinal).ThenBy(s => s.Day).Select(s => (s.Account, s.Rows, s.FirstMicros, s.LastMicros)).ShouldBe(
            [("111122223333", 2, Made.May, Made.May + Made.Hour), ("111122223333", 1, Made.May + Made.Day, Made.May + Made.Day), ("9", 1, Made.May, Made.May)]);
        lake.Segments.ShouldAllBe(s => new FileInfo(lake.Folder.PathOf(s)).Length == s.Bytes);
        lake.Segments[0].Path.ShouldStartWith("account=111122223333/date=2026-05-01/");
    }

    [Fact]
    public void What_follows_from_the_client_and_the_address_stands_beside_them()
    {
        using var lake = new SmallLake();
        lake.Add(SmallLake.Record("a", Made.May, address: "10.1.2.3").Replace("\"eventName\"", "\"userAgent\":\"aws-cli/2.15.0 Python/3.11.6 Linux/5.10\",\"eventName\"", StringComparison.Ordinal), SmallLake.Record("b", Made.May, address: "ec2.amazonaws.com"));
        lake.Reader.Query($"SELECT \"user_agent.name\", \"user_agent.version\", \"user_agent.os.name\", \"offtrail.client.class\", \"offtrail.network\" FROM {lake.Reader.From(lake.Segments)} ORDER BY \"event.id\"")
            .Select(r => string.Join('|', Enumerable.Range(0, 5).Select(i => r.IsDBNull(i) ? "" : r.GetString(i)))).ToArray()
            .ShouldBe(["aws-cli|2.15.0|Linux|cli|private", "||||aws_service"]);
    }

    private static IEnumerable<string> Expected(SmallLake lake) =>
        lake.Events.Select(e => (e with { CutValues = 0 }).ToString()).Order(StringComparer.Ordinal);

    private static List<string> Read(SmallLake lake)
    {
        var columns = string.Join(",", EventColumns.Names.Select(Sql.Name));
        var rows = lake.Reader.Query($"SELECT epoch_us(\"@timestamp\"), \"offtrail.account\", {Sql.Record}, {columns} FROM {lake.Reader.From(lake.Segments)}").Select(r =>
            new SeenEvent(r.GetInt64(0), r.GetString(1), r.GetString(2),
                Enum.GetValues<EventColumn>().Where(c => (int)c < EventColumns.FirstDerived && !r.IsDBNull(3 + (int)c)).ToDictionary(c => c, c => r.GetString(3 + (int)c))).ToString());
        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
