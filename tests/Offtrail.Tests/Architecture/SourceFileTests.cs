using System.Text.RegularExpressions;

namespace Offtrail.Tests.Architecture;

public sealed partial class SourceFileTests
{
    private const int MostLines = 300;
    private const int LinesOfACompanion = 8;

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Repository.SourceFiles().Select(f => (File: Repository.Relative(f), Lines: File.ReadAllLines(f).Length)).Where(f => f.Lines > MostLines).ShouldBeEmpty();

    [Fact]
    public void A_file_is_named_after_a_type_in_it() =>
        Repository.SourceFiles().Where(f => Path.GetFileName(f) != "Program.cs")
            .Where(f => TypesOf(f).All(t => t.Name != Path.GetFileNameWithoutExtension(f))).Select(Repository.Relative).ShouldBeEmpty();

    [Fact]
    public void A_file_has_one_type_and_at_most_small_companions() =>
        Repository.SourceFiles().Where(f => TypesOf(f).Count(t => t.Lines > LinesOfACompanion) > 1).Select(Repository.Relative).ShouldBeEmpty();

    [Fact]
    public void A_file_stands_in_the_folder_of_its_room() =>
        Repository.SourceFiles().Where(f =>
        {
            var room = Repository.Relative(f).Split('/', '\\')[1];
            var name = Namespace().Match(File.ReadAllText(f)).Groups[1].Value;
            return Path.GetFileName(f) != "Program.cs" && name != room && !name.StartsWith(room + ".", StringComparison.Ordinal);
        }).Select(Repository.Relative).ShouldBeEmpty();

    /// <summary>Types at the top level, with the lines from the declaration to the closing brace (or semicolon).</summary>
    private static List<(string Name, int Lines)> TypesOf(string file)
    {
        var lines = File.ReadAllLines(file);
        var types = new List<(string, int)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Declaration().Match(lines[i]) is not { Success: true } found) continue;
            var end = i;
            while (end < lines.Length - 1 && lines[end] != "}" && !(lines[end].EndsWith(';') && (end == i || lines[end].StartsWith(' ') is false))) end++;
            types.Add((found.Groups[1].Value, end - i + 1));
        }

        return types;
    }

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|readonly|partial|unsafe|ref) )*(?:record struct|record class|record|class|struct|interface|enum|delegate \S+) (\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
