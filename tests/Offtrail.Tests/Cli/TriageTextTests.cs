using System.Text.RegularExpressions;
using Offtrail.Cli;
using Offtrail.Tests.Triage;

namespace Offtrail.Tests.Cli;

/// <summary>Text from records stays text in the ticket and in a shell.</summary>
public sealed partial class TriageTextTests
{
    [Fact]
    public void A_ticket_has_no_link_and_no_picture_from_a_record()
    {
        foreach (var result in HostileTrail.Triages())
        {
            var output = new StringWriter { NewLine = "\n" };
            TriageMarkdown.Print(result, output);
            foreach (var line in output.ToString().Split('\n').Where(l => !l.StartsWith("      ", StringComparison.Ordinal))) // commands stand in blocks, where nothing is markup
            {
                UnescapedMarkup().IsMatch(line).ShouldBeFalse(line);
                line.ShouldNotContain("://");
                line.ShouldNotContain("www.", Case.Insensitive); // a bare one becomes a link
            }

            output.ToString().Any(c => char.IsControl(c) && c != '\n').ShouldBeFalse();
        }
    }

    [Fact]
    public void The_short_form_has_the_verdict_its_reasons_and_the_next_steps()
    {
        var result = HostileTrail.Triages().First();
        var (text, brief, ticket) = (new StringWriter(), new StringWriter(), new StringWriter());
        TriageSheet.Print(result, text);
        TriageSheet.Print(result, brief, brief: true);
        TriageMarkdown.Print(result, ticket, brief: true);
        text.ToString().ShouldContain("--brief");
        foreach (var form in new[] { brief.ToString(), ticket.ToString() })
        {
            form.ShouldContain("Verdict");
            form.ShouldContain("Next steps");
            result.Answers.ShouldAllBe(a => !form.Contains(a.Question));
        }
    }

    [Fact]
    public async Task A_command_runs_nothing_but_itself()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("there is no sh here");
        using var temp = new TempFolder();
        foreach (var result in HostileTrail.Triages())
        {
            var lines = result.Steps.SelectMany(s => s.Commands).Concat(result.Answers.Where(a => a.Query is not null).Select(a => a.Query!.CommandLine(result.Data))).ToArray();
            lines.ShouldNotBeEmpty();
            var script = "aws() { :; }\nofftrail() { :; }\n" + string.Join('\n', lines.Select(l => l.Replace('\0', '?'))) + "\necho done\n";
            using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", [temp.Write("lines.sh", script)]) { WorkingDirectory = temp.Path, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            (await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("done\n", error);
            error.ShouldBe("");
            Directory.GetFiles(temp.Path).Select(Path.GetFileName).ShouldBe(["lines.sh"]);
        }
    }

    [GeneratedRegex(@"(?<!\\)(\]\(|!\[|`)|<")]
    private static partial Regex UnescapedMarkup();
}
