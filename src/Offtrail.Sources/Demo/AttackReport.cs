using System.Globalization;

namespace Offtrail.Sources.Demo;

/// <summary>Tells of the attack what <see cref="DemoSummary"/> says about it.</summary>
internal sealed class AttackReport(IReadOnlyList<PlannedEvent> events, string address)
{
    public DemoAttack Tell()
    {
        PlannedEvent first = events[0];
        PlannedEvent last = events[^1];
        PlannedEvent theft = events.First(e => e.Call.Name == "CreateAccessKey");
        int refused = events.Count(e => e.Time < theft.Time && e.Failure is not null);
        string account = first.Account.Id;
        string[] codes = [.. events.Select(e => e.Failure?.Code).OfType<string>().Distinct()];
        string[] novel = [.. codes.Where(Attacker.NovelCodes.Contains)];
        string story =
            $"In the night of {Day(first)}, at {Clock(first)} UTC, somebody used the long-term access key of {first.Session.Name}, the user "
            + $"that deploys the website of account {account}, from {address}, a network the organisation never used, with a client it does not have. "
            + $"After GetCallerIdentity a script tried {refused} calls across the account and all failed: most with AccessDenied, which the account "
            + $"sees every day, and some with {string.Join(", ", novel.SkipLast(1))} and {novel[^1]}, which it had never seen. "
            + $"At {Clock(theft)} one call succeeded: CreateAccessKey for {events[^1].Session.Name}. With the new key, two backup snapshots were shared "
            + $"with the foreign account 777788889999; at {Clock(last)} an attempt to stop CloudTrail was refused.";

        return new DemoAttack
        {
            Story = story,
            Account = account,
            Identities = [.. events.Select(e => e.Session.Arn).Distinct()],
            SourceAddress = address,
            FirstEventAt = first.Time,
            LastEventAt = last.Time,
            EventIds = [.. events.Select(e => e.Id)],
            ErrorCodes = codes,
            NovelErrorCodes = novel,
        };
    }

    private static string Day(PlannedEvent e) => e.Time.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Clock(PlannedEvent e) => e.Time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
