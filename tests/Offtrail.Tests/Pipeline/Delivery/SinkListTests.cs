using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Tests.Pipeline.Delivery;

/// <summary>sinks.yaml, and which alerts it sends where.</summary>
public sealed class SinkListTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("rules: [rare_error_code]", true)]
    [InlineData("rules: [other]", false)]
    [InlineData("least_score: 60", true)]
    [InlineData("least_score: 61", false)]
    [InlineData("severities: [medium, high]", true)]
    [InlineData("severities: [critical]", false)]
    [InlineData("when: 'offtrail.account: \"111122223333\"'", true)]
    [InlineData("when: 'offtrail.account: \"999\"'", false)]
    [InlineData("when: 'not offtrail.account: \"111122223333\"'", false)]
    [InlineData("severities: [high], when: 'offtrail.account: 1111*', rules: [rare_error_code], least_score: 1", true)]
    public void An_alert_goes_where_all_that_is_said_fits(string yaml, bool takes) =>
        Parse($"sinks: [{{id: a, type: stdout, {yaml}}}]").All.Single().Takes(Alert()).ShouldBe(takes);

    [Fact]
    public void An_alert_of_which_some_event_may_fit_goes_there()
    {
        var some = Alert() with { Document = DeliveryBench.Document("a1", count: 2) }; // one of its two events has an account that was not kept
        Parse("sinks: [{id: a, type: stdout, when: 'offtrail.account: \"999\"'}]").All.Single().Takes(some).ShouldBeFalse("no event has another account than those kept, while fewer than ten are");
        Parse("sinks: [{id: a, type: stdout, when: 'not offtrail.account: \"111122223333\"'}]").All.Single().Takes(some).ShouldBeTrue("an event without an account is not of this one");
    }

    [Fact]
    public void An_alert_is_noted_once_for_each_sink_that_takes_it()
    {
        using var bench = new DeliveryBench();
        var list = Parse("sinks: [{id: a, type: stdout}, {id: b, type: file, path: x}, {id: c, type: stdout, least_score: 99}]");
        bench.Raise(list, "a1", "b2");
        bench.Raise(list, "a1");
        bench.Outbox.Undelivered().Select(e => (e.Sink, e.AlertId)).ShouldBe([("a", "a1"), ("a", "b2"), ("b", "a1"), ("b", "b2")]);
    }

    [Fact]
    public void A_sink_that_comes_later_gets_what_is_raised_from_then_on()
    {
        using var bench = new DeliveryBench();
        bench.Raise(SinkList.Empty, "a1");
        bench.Raise(Parse("sinks: [{id: a, type: stdout}]"), "a1", "b2");
        bench.Outbox.Undelivered().Select(e => e.AlertId).ShouldBe(["b2"]);
    }

    [Fact]
    public void Nothing_is_noted_when_the_transaction_that_raises_fails()
    {
        using var bench = new DeliveryBench();
        var list = Parse("sinks: [{id: a, type: stdout}]");
        Should.Throw<InvalidOperationException>(() => bench.Data.State.InTransaction<bool>(() =>
        {
            bench.Data.State.Alerts.Raise(Alert(), []);
            list.Enqueue(bench.Data.State, [Alert()], bench.Now);
            throw new InvalidOperationException("crash");
        }));
        bench.Outbox.Undelivered().ShouldBeEmpty();
        bench.Data.State.Alerts.List().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sinks: [{id: a, type: stdout, colour: red}]", "unknown key \"colour\"; right would be give_up_after, id, least_score, rules, severities, timeout, type, when")]
    [InlineData("sinks: [{id: a, type: file, path: x, url: y}]", "unknown key \"url\"")]
    [InlineData("sinks: [{type: stdout}]", "the key \"id\" is missing")]
    [InlineData("sinks: [{id: A b, type: stdout}]", "id is \"A b\"; right would be lower-case letters")]
    [InlineData("sinks: [{id: a, type: stdout}, {id: a, type: stdout}]", "there are two sinks \"a\"")]
    [InlineData("sinks: [{id: a}]", "the key \"type\" is missing")]
    [InlineData("sinks: [{id: a, type: stdout, rules: [three]}]", "there is no rule \"three\"; right would be one of other, rare_error_code")]
    [InlineData("sinks: [{id: a, type: stdout, severities: [grave]}]", "there is no severity \"grave\"; right would be low, medium, high, critical")]
    [InlineData("sinks: [{id: a, type: stdout, when: 'event.id: X'}]", "an alert keeps no event.id; right would be one of")]
    [InlineData("sinks: [{id: a, type: stdout, when: '@timestamp >= 2026-05-01'}]", "an alert keeps no single times")]
    [InlineData("sinks: [{id: a, type: stdout, timeout: 1h}]", "timeout is \"1h\"; right would be a time from 1s to 5m")]
    [InlineData("sinks: [{id: a, type: stdout, give_up_after: 1s}]", "give_up_after is \"1s\"")]
    [InlineData("sink: []", "unknown key \"sink\"; right would be sinks")]
    public void What_is_wrong_is_told_with_its_place(string yaml, string message)
    {
        var wrong = Should.Throw<DefinitionException>(() => Parse(yaml)).Message;
        wrong.ShouldStartWith("sinks.yaml:1:");
        wrong.ShouldContain(message);
    }

    private static StoredAlert Alert() => new("a1", "rare_error_code", 1, 2, 60, 50, "why", DeliveryBench.Document("a1")) { Severity = "high" };

    private static SinkList Parse(string yaml) => SinkList.Parse(yaml, "sinks.yaml", ["rare_error_code", "other"]);
}
