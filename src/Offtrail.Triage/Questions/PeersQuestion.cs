using Offtrail.Events;
using Offtrail.Rules;

namespace Offtrail.Triage;

/// <summary>Peers: whether others of its kind make these calls.</summary>
internal sealed class PeersQuestion : IQuestion
{
    /// <inheritdoc/>
    public string Id => "peers";

    /// <inheritdoc/>
    public string Asks => "Do others of its kind do this?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (file.Subject.Identity is not { } identity || file.Actions.Count == 0)
        {
            draft.Say("Without an identity and calls there are no peers to compare with.");
            return;
        }

        var others = file.CallUse.Rows.Where(r => r.Values[1] is { } i && i != identity).ToArray();
        string[] alone = [.. file.Actions.Where(a => !file.CallUse.Rows.Any(r => r.Values[0] == a))];
        string[] onlyThis = [.. file.Actions.Where(a => !others.Any(r => r.Values[0] == a)).Except(alone, StringComparer.Ordinal)];
        var (kind, isPeer) = Kind(identity);
        var peers = others.Where(r => isPeer(r.Values[1]!)).ToArray();
        string[] byPeers = [.. file.Actions.Where(a => peers.Any(r => r.Values[0] == a))];
        draft.Say($"Its kind are {kind}. {(byPeers.Length == 0 ? $"None of them made {(file.Actions.Count == 1 ? "this call" : $"any of these {file.Actions.Count:N0} calls")} before." : $"{Words.Count(peers.Select(p => p.Values[1]).Distinct().Count(), "other")} of its kind made {(byPeers.Length == file.Actions.Count ? file.Actions.Count == 1 ? "this call" : "all of these calls" : $"{byPeers.Length:N0} of the {file.Actions.Count:N0} calls")} before.")}")
            .Say(alone.Length > 0 ? $"{Words.List(alone)} was never made in the account before{file.OfShortHistory}." : "")
            .Text("kind", kind).Lines("calls_of_peers", byPeers).Lines("calls_of_nobody", alone).Lines("calls_of_this_identity_only", onlyThis)
            .Counts("peers", peers.GroupBy(p => p.Values[1]!).Select(g => new Anomalies.ValueCount(g.Key, g.Sum(p => p.Events))).OrderByDescending(p => p.Count).ThenBy(p => p.Value, StringComparer.Ordinal))
            .Evidence(file.OwnEvents.DistinctBy(e => e[EventColumn.Action]).Select(e => e.Mark)).Find(file.ToTheEnd(file.CallQuery))
            .Point("peers.do_it", byPeers.Length == file.Actions.Count && peers.Select(p => p.Values[1]).Distinct().Count() >= 2, "others of its kind make all of these calls")
            .Point("peers.some_do", byPeers.Length > 0 && byPeers.Length < file.Actions.Count, "others of its kind make some of these calls")
            .Point("peers.nobody", alone.Length is 1 or 2 && file.HistoryDays > 3, $"nobody in the account ever called {Words.List(alone)}{file.OfShortHistory}")
            .Point("peers.nobody_many", alone.Length > 2 && file.HistoryDays > 3, $"nobody in the account ever made {alone.Length} of the calls{file.OfShortHistory}");
    }

    /// <summary>
    /// The identities of a kind: of a role of single sign-on those of the same permission set; else of the same type whose name begins or ends with the same
    /// word; those of the same type when the name has but one word.
    /// </summary>
    internal static (string Text, Func<string, bool> IsPeer) Kind(string identity)
    {
        var type = TypeOf(identity);
        var words = NameOf(identity).Split('-', '_', '.');
        if (words is ["AWSReservedSSO", var set, ..]) return ($"people with the permission set {set}", other => NameOf(other).StartsWith($"AWSReservedSSO_{set}_", StringComparison.Ordinal));
        if (words.Length == 1) return ($"all {type}s", other => TypeOf(other) == type);
        return ($"{type}s named {words[0]}-… or …-{words[^1]}", other => TypeOf(other) == type && NameOf(other).Split('-', '_', '.') is { Length: > 1 } o && (o[0] == words[0] || o[^1] == words[^1]));
    }

    private static string TypeOf(string identity) => IdentityName.Of(identity).Split(' ')[0];

    private static string NameOf(string identity) => identity[(identity.LastIndexOf('/') + 1)..];
}
