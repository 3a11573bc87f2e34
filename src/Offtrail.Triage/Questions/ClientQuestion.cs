using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>The client: what it is, and who else uses it.</summary>
internal sealed class ClientQuestion : IQuestion
{
    /// <inheritdoc/>
    public string Id => "client";

    /// <inheritdoc/>
    public string Asks => "With which client?";

    /// <inheritdoc/>
    public string? KeptIn => Rules.AlertFields.UserAgent;

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (file.Clients.Count == 0)
        {
            draft.Say("The events name no client that is known.");
            return;
        }

        var query = new EventsQuery(file.Subject.Account, CaseFile.OneOf(EventColumn.Client, file.Clients), new During(long.MinValue, file.KnownTo));
        var use = file.Count(query, new TallySet(EventColumn.Client, EventColumn.Identity))[0];
        string[] unknown = [.. file.Clients.Where(c => !use.Rows.Any(r => r.Values[0] == c))];
        string[] offensive = [.. file.OwnEvents.Where(e => e[EventColumn.ClientClass] is "offensive_tool" || e[EventColumn.OffensiveOs] is not null).Select(e => e[EventColumn.OffensiveOs] ?? e[EventColumn.Client] ?? "").Distinct(StringComparer.Ordinal)];
        var others = use.Rows.Where(r => r.Values[1] is { } i && i != file.Subject.Identity).Select(r => r.Values[1]).Distinct(StringComparer.Ordinal).Count();
        draft.Say($"{Words.List(file.Clients)}.")
            .Say(unknown.Length > 0 ? $"{Words.List(unknown)} was never seen in the account before{file.OfShortHistory}." : $"In the account {(others == 0 ? "nobody else uses" : others == 1 ? "1 other identity uses" : $"{others:N0} other identities use")} it.")
            .Say(offensive.Length > 0 ? $"{Words.List(offensive)} is made for attacks." : "")
            .Lines("clients", file.Clients).Lines("user_agents", file.OwnEvents.Select(e => e[EventColumn.UserAgent]).OfType<string>().Distinct(StringComparer.Ordinal)).Counts("classes", file.OwnEvents.Where(e => e[EventColumn.ClientClass] is not null).GroupBy(e => e[EventColumn.ClientClass]!).Select(g => new Anomalies.ValueCount(g.Key, g.Count())))
            .Number("other_identities", others).Evidence(file.OwnEvents.TakeLast(3).Select(e => e.Mark)).Find(file.ToTheEnd(query))
            .Point("client.offensive", offensive.Length > 0, $"{Words.List(offensive)} is made for attacks")
            .Point("client.new_to_account", unknown.Length > 0 && file.HistoryDays > 3, $"client {Words.List(unknown)} is new to the account{file.OfShortHistory}");
    }
}
