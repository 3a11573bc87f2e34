using Offtrail.Aws;

namespace Offtrail.Tests.Aws;

public sealed class HeldMessagesTests : IDisposable
{
    private readonly HeldMessages _held = new();

    [Fact]
    public async Task Once_the_hiding_of_a_message_has_ended_no_request_hides_it_again()
    {
        var (one, other) = (Message("one"), Message("other"));
        (_held.Hold(one), _held.Hold(other), _held.Hold(one)).ShouldBe((true, true, false));
        var answered = new TaskCompletionSource();
        var hiding = _held.KeepHiddenAsync(receipts => receipts.Count == 2 ? answered.Task : Task.CompletedTask, TestContext.Current.CancellationToken);
        var ending = _held.EndHidingAsync([one], TestContext.Current.CancellationToken);
        ending.IsCompleted.ShouldBeFalse("a request is under way that hides it");
        answered.SetResult();
        await hiding;
        await ending;
        await _held.KeepHiddenAsync(receipts =>
        {
            receipts.ShouldBe(["other"]);
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Room_comes_back_once_with_each_message_that_is_let_go()
    {
        await _held.TakeRoomAsync(1000, TestContext.Current.CancellationToken);
        var one = Message("one");
        _held.Hold(one);
        _held.GiveRoomBack(0);
        var next = _held.TakeRoomAsync(2, TestContext.Current.CancellationToken);
        _held.LetGo(one);
        _held.LetGo(one);
        next.IsCompleted.ShouldBeFalse();
        _held.GiveRoomBack(1);
        await next;
    }

    private static HeldMessage Message(string receipt) => new("id-" + receipt, receipt, 1, [], null, []);

    public void Dispose() => _held.Dispose();
}
