using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Enrichment;

public sealed class ClientLawTests
{
    private static readonly string[] s_pieces =
    [
        "aws-cli/2.1", "Linux/5.10.0-kali9", "os/linux#5", "os/", "md/", "md/distrib#kali.1", "exe/x86_64.parrot", "(", ")", "[", "]", ";", ",", "/", "#", "_", "-v1", "S3 Browser", "S3", "Scout",
        "Mozilla/5.0", "Windows NT 10.0", "Windows NT ", "Mac OS X 10_15", "Mac OS X ", "Android 13", "Android", "Version/", "Version/17.4", "Safari/1", "Chrome/1.2", "stratus-red-team_", "app/Pacu", "app/", "exec-env/grimoire_1",
        "RELEASE.", "mc/RELEASE.2023", "console.amazonaws.com", "AWS Internal", "é", "\ud83d\ude00", "\0", "x/1", "v", "1", "ABCConsole", "APN_1826889", "CPU OS 1", "source/x86_64.kali.2024", "kubernetes/v1", "aws-sdk-x/1", "os/Windows#NT-10.0", "os/windows#nt-", "Windows 11/10.0", "Trident/7.0", "vault_sync", "iPhone OS 9_", " ", "\"", "Linux; Android 1",
    ];

    [Fact]
    public void Random_bytes_never_throw_and_give_bounded_texts() =>
        Gen.Byte.Array[0, 1500].Sample(bytes => Bounded(ClientParser.Parse(bytes)), iter: 20_000, threads: 1);

    [Fact]
    public void Random_heaps_of_real_pieces_never_throw_and_give_bounded_texts() =>
        Gen.Int[0, s_pieces.Length - 1].Array[0, 30].Select(Gen.Bool).Sample((picks, spaced) =>
            Bounded(ClientParser.Parse(Utf8.Of(string.Join(spaced ? " " : "", picks.Select(i => s_pieces[i]))))), iter: 50_000, threads: 1);

    [Fact]
    public void The_same_bytes_give_the_same_client_wherever_they_lie() =>
        Gen.Select(Gen.Int[0, s_pieces.Length - 1].Array[0, 20], Gen.Byte.Array[0, 40]).Sample((picks, noise) =>
        {
            byte[] text = [.. Utf8.Of(string.Join(' ', picks.Select(i => s_pieces[i]))), .. noise];
            byte[] moved = [0x80, .. text, (byte)'9'];
            ClientParser.Parse(moved.AsSpan(1, text.Length)).ShouldBe(ClientParser.Parse(text));
        }, iter: 20_000, threads: 1);

    [Fact]
    public void A_bracket_on_one_side_only_changes_nothing() =>
        Gen.Int[0, s_pieces.Length - 1].Array[1, 12].Sample(picks =>
        {
            var text = string.Join(' ', picks.Select(i => s_pieces[i]));
            ClientParser.Parse(Utf8.Of($"[{text}")).ShouldBe(ClientParser.Parse(Utf8.Of(text)), text);
        }, iter: 10_000, threads: 1);

    [Fact]
    public void Brackets_quotes_and_spaces_around_a_user_agent_change_nothing() =>
        Gen.Int[0, s_pieces.Length - 1].Array[1, 12].Sample(picks =>
        {
            var text = string.Join(' ', picks.Select(i => s_pieces[i]));
            ClientParser.Parse(Utf8.Of($"  [\"{text}\"] ")).ShouldBe(ClientParser.Parse(Utf8.Of(text)), text);
        }, iter: 10_000, threads: 1);

    [Fact]
    public void What_stands_behind_1024_bytes_changes_nothing() =>
        Gen.Int[0, s_pieces.Length - 1].Array[100, 300].Sample(picks =>
        {
            var bytes = Utf8.Of(string.Join(' ', picks.Select(i => s_pieces[i])));
            if (bytes.Length > ClientParser.MaxBytes) ClientParser.Parse(bytes).ShouldBe(ClientParser.Parse(bytes.AsSpan(0, ClientParser.MaxBytes)));
        }, iter: 2_000, threads: 1);

    [Fact]
    public void A_tool_for_attacking_is_found_wherever_it_stands() =>
        Gen.Select(Gen.Int[0, 12].Array[0, 10], Gen.Int[0, 10]).Sample((picks, at) =>
        {
            var pieces = picks.Select(i => s_pieces[i]).ToList();
            pieces.Insert(Math.Min(at, pieces.Count), "stratus-red-team_1f2e");
            ClientParser.Parse(Utf8.Of(string.Join(' ', pieces))).Name.ShouldBe("Stratus Red Team");
        }, iter: 5_000, threads: 1);

    [Fact]
    public void Only_the_result_is_allocated()
    {
        var text = Utf8.Of("aws-cli/2.17.20 md/awscrt#0.20.11 ua/2.0 os/macos#23.5.0 md/arch#arm64 lang/python#3.11.9 md/distrib#ubuntu.24 (a; b; c) x/1");
        ClientParser.Parse(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var client = ClientParser.Parse(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        (client.Version, client.OsVersion).ShouldBe(("2.17.20", "23.5.0"));
        allocated.ShouldBeLessThanOrEqualTo(72 + 40 + 40); // the record and its two new strings; names are the tables' own
    }

    private static void Bounded(Client client)
    {
        foreach (var text in new[] { client.Name, client.Version, client.OsName, client.OsVersion, client.OffensiveOs })
        {
            text?.Length.ShouldBeInRange(1, 253);
            text?.Any(char.IsControl).ShouldBeFalse(text);
        }

        Enum.IsDefined(client.Class).ShouldBeTrue();
        ClientClasses.Texts.ShouldContain(client.Class.Text());
    }
}
