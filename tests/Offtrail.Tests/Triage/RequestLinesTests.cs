using System.Text.Json;
using CsCheck;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>What a call asked for, a value a line, without its secrets.</summary>
public sealed class RequestLinesTests
{
    private static readonly string[] s_secrets = ["password", "NewPassword", "secretAccessKey", "clientSecretKey", "userData", "authToken"];

    [Theory]
    [InlineData("""{"userName":"ana"}""", "userName = ana")]
    [InlineData("""{"a":{"b":[1,true,null,"x"]}}""", "a.b[0] = 1|a.b[1] = true|a.b[2] = null|a.b[3] = x")]
    [InlineData("""{"password":"hunter2"}""", "password = (masked, 7 characters)")]
    [InlineData("""{"masterUserPassword":{"value":"hunter2"}}""", "masterUserPassword.value = (masked, 7 characters)")]
    [InlineData("""{"secretString":["hunter2"]}""", "secretString[0] = (masked, 7 characters)")]
    [InlineData("""{"body":"-----BEGIN RSA PRIVATE KEY-----"}""", "body = (masked, 31 characters)")]
    [InlineData("""{"token":"eyJa.b.c"}""", "token = (masked, 8 characters)")]
    [InlineData("""{"environment":"{\"DB_PASSWORD\":\"hunter2\"}"}""", "environment = (masked, 25 characters)")]
    [InlineData("{}", "")]
    public void Lays_out_values_and_masks_secrets(string request, string lines) => string.Join('|', RequestLines.Of(JsonElement.Parse(request))).ShouldBe(lines);

    [Fact]
    public void No_secret_shows_however_deep_it_lies() =>
        Gen.Select(Gen.Int[0, s_secrets.Length - 1], Gen.Int[0, 6]).Sample((secret, depth) =>
        {
            var name = s_secrets[secret];
            var value = Enumerable.Range(0, depth).Aggregate("\"hunter2\"", (inner, i) => i % 2 == 0 ? $"[{inner}]" : $"{{\"x{i}\":{inner}}}");
            RequestLines.Of(JsonElement.Parse($"{{\"{name}\":{value},\"region\":\"eu\"}}")).ShouldNotContain(l => l.Contains("hunter2"));
        });

    [Fact]
    public void Long_values_and_long_lists_are_cut_with_a_word()
    {
        RequestLines.Of(JsonElement.Parse($"{{\"a\":\"{new string('x', 500)}\"}}")).ShouldHaveSingleItem().ShouldBe($"a = {new string('x', 200)}…");
        var lines = RequestLines.Of(JsonElement.Parse($"[{string.Join(',', Enumerable.Range(0, 100))}]"));
        lines.Count.ShouldBe(41);
        lines[^1].ShouldBe("… and 60 more values");
    }
}
