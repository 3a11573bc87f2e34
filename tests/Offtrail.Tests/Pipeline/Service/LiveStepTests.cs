using Microsoft.Extensions.Time.Testing;
using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline.Service;

public sealed class LiveStepTests
{
    [Fact]
    public async Task A_step_that_failed_is_due_again_after_pauses_that_grow_and_all_is_well_when_it_worked()
    {
        var clock = new FakeTimeProvider();
        var works = false;
        var step = new LiveStep("trying", () => true, _ => works ? Task.CompletedTask : throw new IOException("the disk is full"), clock);
        var before = TimeSpan.Zero;
        for (var i = 0; i < 5; i++)
        {
            step.IsDue.ShouldBeTrue();
            var pause = step.Failed(await Should.ThrowAsync<IOException>(step.RunAsync(CancellationToken.None)));
            pause.ShouldBeGreaterThan(before);
            step.Fault.ShouldBe("the disk is full");
            clock.Advance(pause - TimeSpan.FromTicks(1));
            step.IsDue.ShouldBeFalse();
            clock.Advance(TimeSpan.FromTicks(1));
            before = pause / 2; // a part of each is drawn
        }

        works = true;
        await step.RunAsync(CancellationToken.None);
        (step.Fault, step.IsDue).ShouldBe((null, true));
        step.Failed(new IOException()).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(10));
    }
}
