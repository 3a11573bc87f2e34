using System.Text.Json;

namespace Offtrail.EndToEnd.Tests;

/// <summary>What a run of the program gave.</summary>
internal sealed record ProgramResult(int ExitCode, string Out, string Error, long PeakBytes)
{
    public Counts Counts => Counts.Of(Error);

    public string[] OutLines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Each line of the output as a JSON document.</summary>
    public IReadOnlyList<JsonElement> Documents => [.. OutLines.Select(line => JsonElement.Parse(line))];

    public ProgramResult ShouldExit(int code)
    {
        ExitCode.ShouldBe(code, $"standard error was:\n{Error}");
        return this;
    }

    /// <summary>All records are in the lake, each once, and the program says that nothing was lost.</summary>
    public ProgramResult ShouldStore(long records)
    {
        Counts.ShouldBe(new Counts(records, records, 0, 0), $"standard error was:\n{Error}");
        return ShouldExit(0);
    }

    /// <summary>The good records are in the lake, the others in the quarantine, and the program says that something was lost.</summary>
    public ProgramResult ShouldStoreAndQuarantine(long stored, long quarantined)
    {
        Counts.ShouldBe(new Counts(stored + quarantined, stored, 0, quarantined), $"standard error was:\n{Error}");
        return ShouldExit(1);
    }

    public ProgramResult ShouldSay(params ReadOnlySpan<string> words)
    {
        foreach (var word in words) Error.ShouldContain(word, Case.Sensitive);
        return this;
    }
}
