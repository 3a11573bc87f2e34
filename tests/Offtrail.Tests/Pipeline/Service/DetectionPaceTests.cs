using Microsoft.Extensions.Time.Testing;
using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline.Service;

public sealed class DetectionPaceTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly DetectionPace _pace;

    public DetectionPaceTests() => _pace = new DetectionPace(_clock, TimeSpan.FromMinutes(15));

    [Fact]
    public void What_waits_at_the_start_is_read_before_the_first_detection()
    {
        After(0.5, isBehind: true, isEmpty: false).ShouldBeFalse();
        After(59, isBehind: true, isEmpty: false).ShouldBeFalse();
        After(0.5, isBehind: true, isEmpty: false).ShouldBeTrue("a minute is enough");
    }

    [Fact]
    public void The_first_detection_comes_soon_and_without_events_the_next_after_the_interval()
    {
        After(0.4, isBehind: true, isEmpty: true).ShouldBeFalse();
        After(0.1, isBehind: true, isEmpty: true).ShouldBeTrue();
        _pace.Done(TimeSpan.FromSeconds(2));
        After(14 * 60, isBehind: false, isEmpty: true).ShouldBeFalse();
        After(60, isBehind: false, isEmpty: true).ShouldBeTrue();
    }

    [Fact]
    public void In_a_steady_stream_in_which_something_nearly_always_waits_it_does_not_wait_as_in_a_backlog()
    {
        _pace.Done(TimeSpan.FromSeconds(3));
        After(0.2, isBehind: true, isEmpty: true).ShouldBeFalse();
        for (var i = 0; i < 6; i++) After(0.2, isBehind: true, isEmpty: false).ShouldBeFalse();
        After(0.2, isBehind: true, isEmpty: false).ShouldBeTrue("half as long as the last one took has passed");
    }

    [Fact]
    public void While_objects_wait_on_end_it_comes_once_a_minute_and_at_once_when_none_is_left()
    {
        _pace.Done(TimeSpan.FromSeconds(3));
        After(10, isBehind: true, isEmpty: false).ShouldBeFalse();
        After(49, isBehind: true, isEmpty: false).ShouldBeFalse();
        After(1, isBehind: true, isEmpty: false).ShouldBeTrue();
        _pace.Done(TimeSpan.FromSeconds(3));
        After(20, isBehind: true, isEmpty: false).ShouldBeFalse();
        After(0, isBehind: true, isEmpty: true).ShouldBeTrue();
    }

    private bool After(double seconds, bool isBehind, bool isEmpty)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return _pace.IsDue(isBehind, isEmpty);
    }
}
