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
    [InlineData("""{"environment":"{\"DB_PASSWORD\":\"hunter2\"}"}""", "environment.DB_PASSWORD = (masked, 7 characters)")]
    [InlineData("""{"policyDocument":"{\n  \"Statement\": [{\"Principal\": {\"AWS\": \"arn:aws:iam::999988887777:root\"}}]\n}"}""", "policyDocument.Statement[0].Principal.AWS = arn:aws:iam::999988887777:root")]
    [InlineData("""{"variables":{"DB_PASS":"hunter2","AWS_SECRET":"hunter2"}}""", "variables.DB_PASS = (masked, 7 characters)|variables.AWS_SECRET = (masked, 7 characters)")]
    [InlineData("""{"secretId":"prod/db","passwordResetRequired":true}""", "secretId = prod/db|passwordResetRequired = true")]
    [InlineData("""{"script":"mysql -u root -phunter2 db; PASSWORD=hunter2 x\ncurl https://ana:hunter2@example.org"}""", "script = mysql -u root -p(masked) db; PASSWORD=(masked) x curl https://ana:(masked)@example.org")]
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
    public void Of_several_calls_all_that_they_asked_for_shows() =>
        RequestLines.Of(Enumerable.Range(0, 22).Select(i => (JsonElement?)JsonElement.Parse($$"""{"instanceId":"i-{{i}}","dry":false}""")))
            .ShouldBe([$"instanceId = {string.Join(" | ", Enumerable.Range(0, 20).Select(i => $"i-{i}"))} | … and 2 more", "dry = false"]);

    [Fact]
    public void Long_values_and_long_lists_are_cut_with_a_word()
    {
        RequestLines.Of(JsonElement.Parse($"{{\"a\":\"{new string('x', 5000)}\"}}")).ShouldHaveSingleItem().ShouldBe($"a = {new string('x', 1000)}…");
        var lines = RequestLines.Of(JsonElement.Parse($"[{string.Join(',', Enumerable.Range(0, 160))}]"));
        lines.Count.ShouldBe(101);
        lines[^1].ShouldBe("… and 60 more values");
    }
}
