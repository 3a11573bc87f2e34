using System.Text.Json;
using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Metrics;

/// <summary>A model that is made from its state goes on to the same last bit, and states of old versions are read for ever.</summary>
public sealed class MetricStateTests
{
    [Theory]
    [InlineData(MetricKind.Counted)]
    [InlineData(MetricKind.Measured)]
    public void A_restored_model_goes_on_to_the_same_last_bit(object kind) =>
        Gen.Select(Gen.Select(Gen.Int[1, 400], Gen.Int[0, 50]).Array[1, 60], Gen.Int[0, 60]).Sample((history, stop) =>
        {
            var settings = new MetricSettings((MetricKind)kind, TimeSpan.FromHours(1), MetricSide.Both) { HalfLife = TimeSpan.FromDays(1) };
            var (one, other, bucket) = (new MetricModel(settings), new MetricModel(settings), Made.May);
            for (var i = 0; i < history.Length; i++)
            {
                bucket += history[i].Item1 * Made.Hour;
                if (i == stop) other = MetricModel.FromState(settings, other.ToState());
                other.Judge(bucket, history[i].Item2).ShouldBe(one.Judge(bucket, history[i].Item2));
                one.Learn(bucket, history[i].Item2);
                other.Learn(bucket, history[i].Item2);
            }

            JsonSerializer.Serialize(other.ToState()).ShouldBe(JsonSerializer.Serialize(one.ToState()));
        }, iter: 100, threads: 1);

    /// <summary>The files: 14 days of hours from MetricSeries(11), Poisson with mean 20 · Busy(hour); measured is a quarter of the count.</summary>
    [Theory]
    [InlineData(MetricKind.Counted, 0.0013780186046210888, 20.37411311538311)]
    [InlineData(MetricKind.Measured, 0.0006671233596376265, 5.0930984606765515)]
    public void A_state_of_version_1_is_read(object kind, double probability, double typical)
    {
        var settings = new MetricSettings((MetricKind)kind, TimeSpan.FromHours(1), MetricSide.High);
        var file = Repository.PathOf("tests", "Offtrail.Tests", "Anomalies", "Metrics", "States", $"{((MetricKind)kind).ToString().ToLowerInvariant()}-1.json");
        var model = MetricModel.FromState(settings, JsonSerializer.Deserialize<MetricState>(File.ReadAllText(file))!);
        model.CheckInvariants();
        var judged = model.Judge(Made.May + (14 * Made.Day), 40);
        judged.Probability.ShouldBe(probability, probability * 1e-9);
        judged.Typical.ShouldBe(typical, typical * 1e-9);
        judged.History.Buckets.ShouldBe(14 * 24);
    }

    [Fact]
    public void A_state_of_another_kind_or_version_is_refused()
    {
        var settings = new MetricSettings(MetricKind.Counted, TimeSpan.FromHours(1), MetricSide.High);
        var state = new MetricModel(settings).ToState();
        Should.Throw<ArgumentException>(() => MetricModel.FromState(settings with { Kind = MetricKind.Measured }, state));
        Should.Throw<ArgumentException>(() => MetricModel.FromState(settings, state with { Version = 2 }));
    }
}
