using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail sinks …</c>: where alerts go.</summary>
internal static class SinksCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var sinks = new Command("sinks", "Where alerts go: files, webhooks, Slack, syslog, mail. They are named in sinks.yaml in the data folder (docs/sinks.md).")
        {
            SinksList.Create(streams),
            SinksTest.Create(clock, streams),
            SinksSend.Create(clock, streams),
            SinksOutbox.Create(streams),
            SinksRetry.Create(clock, streams),
        };
        Examples.Add(sinks,
            "offtrail sinks list                      each sink, what it takes, how many alerts wait for it",
            "offtrail sinks test siem                 whether an alert would get there",
            "offtrail sinks send                      send what is due now",
            "offtrail sinks outbox                    what is not delivered, and why",
            "offtrail sinks retry siem                let what failed be tried again");
        return sinks;
    }

    /// <summary>The sinks that are named, of those that there are; all of them when none is.</summary>
    public static SinkList Chosen(string dataFolder, params ReadOnlySpan<string> named)
    {
        var all = SinkList.Of(dataFolder, Pack.Load(dataFolder), []);
        if (all.All.Count == 0) throw new UsageException($"there are no sinks; {Path.Combine(dataFolder, SinkList.FileName)} is where they are named (docs/sinks.md has examples)");
        if (named.Length == 0) return all;
        var chosen = new List<SinkRoute>();
        foreach (var id in named) chosen.Add(all.All.FirstOrDefault(s => s.Id == id) ?? throw new UsageException($"there is no sink \"{id}\"; there are {string.Join(", ", all.All.Select(s => s.Id))}"));
        return new SinkList(chosen);
    }
}
