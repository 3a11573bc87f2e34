using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Offtrail.Tests;

/// <summary>
/// Makes CloudTrail records from a seed: all shapes of identity, values of any form, decoy names in nested objects, random
/// escapes and white space. As valid as AWS's, and stranger.
/// </summary>
internal sealed class RecordMaker(int seed, string blanks = "", bool wild = true)
{
    private static readonly string[] s_types = ["IAMUser", "AssumedRole", "Root", "AWSService", "FederatedUser", "SAMLUser", "IdentityCenterUser", "AWSAccount"];
    private static readonly string[] s_addresses = ["203.0.113.7", "2001:db8::1", "ec2.amazonaws.com", "AWS Internal", "127.1", "1.2.3.400", "010.1.2.3", "::ffff:1.2.3.4", "-", "abc:def"];
    private static readonly string[] s_decoys = ["eventName", "eventID", "eventTime", "userIdentity", "Records", "errorCode", "a b", "ключ", ""];

    private readonly Random _random = new(seed);

    /// <summary>One record. Its first member is eventVersion, as AWS writes it, unless <paramref name="shuffled"/>.</summary>
    public string Make(bool shuffled = true)
    {
        var action = Pick("DescribeInstances", "ConsoleLogin", "UserAuthentication", "AssumeRole", Text(12));
        (string, string?)[] members =
        [
            ("eventVersion", Literal("1.09")),
            ("userIdentity", Identity()),
            ("eventTime", Literal(DateTime.UnixEpoch.AddSeconds(_random.Next(1_200_000_000, 2_000_000_000)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
            ("eventSource", Literal("ec2.amazonaws.com")),
            ("eventName", Literal(action)),
            ("awsRegion", Maybe(Value)),
            ("sourceIPAddress", Maybe(() => Literal(Pick(s_addresses)))),
            ("userAgent", Maybe(Value)),
            ("errorCode", Maybe(Value)),
            ("errorMessage", Maybe(Value)),
            ("requestParameters", Maybe(() => Nested(4))),
            ("responseElements", Maybe(() => Chance(0.5) ? Object([("ConsoleLogin", Literal(Pick("Success", "Failure", "-"))), ("x", Nested(2))]) : Nested(3))),
            ("additionalEventData", Maybe(() => Object([("MFAUsed", Literal("No")), ("UserName", Maybe(() => Literal(Text(9))))]))),
            ("requestID", Maybe(() => Literal(NewId()))),
            ("eventID", Literal(NewId())),
            ("readOnly", Maybe(() => Pick("true", "false", "\"true\"", "null"))),
            ("eventType", Maybe(() => Literal("AwsApiCall"))),
            ("recipientAccountId", Maybe(() => Literal(Pick("111122223333", "444455556666")))),
            ("eventCategory", Maybe(() => Literal("Management"))),
            ("tlsDetails", Maybe(() => Object([("tlsVersion", Literal("TLSv1.3")), ("clientProvidedHostHeader", Literal(Text(20)))]))),
        ];
        if (shuffled) _random.Shuffle(members);
        return Object(members);
    }

    public string Blank()
    {
        if (blanks.Length == 0 || Chance(0.7)) return "";
        return string.Concat(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => blanks[_random.Next(blanks.Length)]));
    }

    public string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>A JSON string, each character as it is or escaped in one of the ways allowed.</summary>
    public string Literal(string text)
    {
        var json = new StringBuilder("\"");
        var escaped = Chance(0.3);
        foreach (var rune in text.EnumerateRunes())
        {
            var c = rune.ToString();
            if (rune.Value < ' ' || (escaped && Chance(0.2))) json.Append(string.Concat(c.Select(half => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)half:x4}"))));
            else if (c is "\"" or "\\") json.Append('\\').Append(c);
            else json.Append(c == "/" && escaped ? "\\/" : c);
        }

        return json.Append('"').ToString();
    }

    private string Identity()
    {
        var issuer = Object([("type", Literal("Role")), ("arn", Maybe(() => Literal(Pick(
            "arn:aws:iam::111122223333:role/ci-deploy", "arn:aws:iam::1:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS", "arn:aws:iam::1:role/aws-service-role/x")))),
            ("userName", Maybe(() => Literal(Text(8))))]);
        return Object([
            ("type", Maybe(() => Literal(Pick(s_types)), 0.9)), ("principalId", Maybe(Value)), ("arn", Maybe(() => Literal("arn:aws:iam::1:user/" + Text(6)))),
            ("accountId", Maybe(() => Literal("111122223333"))), ("accessKeyId", Maybe(() => Literal("AKIA" + Text(6)))), ("userName", Maybe(Value)),
            ("invokedBy", Maybe(() => Literal("cloudformation.amazonaws.com"), 0.3)),
            ("sessionContext", Maybe(() => Object([("attributes", Object([("arn", Literal("decoy"))])), ("sessionIssuer", Chance(0.9) ? issuer : "{}")]))),
        ]);
    }

    private string Value() => _random.Next(12) switch
    {
        0 => "null",
        1 => _random.Next().ToString(CultureInfo.InvariantCulture),
        2 => "-1.5e3",
        3 => Pick("true", "false"),
        4 => Literal(Pick("", "-", "none", "None")),
        5 when wild => Literal(Text(_random.Next(1015, 1030))),
        6 when wild => Literal(Text(3000)),
        _ => Literal(Text(_random.Next(1, 30))),
    };

    private string Nested(int depth) => (depth == 0 ? 0 : _random.Next(4)) switch
    {
        0 => Value(),
        1 => $"[{Blank()}{string.Join(Blank() + "," + Blank(), Enumerable.Range(0, _random.Next(4)).Select(_ => Nested(depth - 1)))}{Blank()}]",
        _ => Object([.. s_decoys.OrderBy(_ => _random.Next()).Take(_random.Next(4)).Select(name => (name, (string?)Nested(depth - 1)))]),
    };

    private string Object((string Name, string? Value)[] members)
    {
        var shown = members.Where(m => m.Value is not null).Select(m => $"{JsonSerializer.Serialize(m.Name)}{Blank()}:{Blank()}{m.Value}");
        return $"{{{Blank()}{string.Join(Blank() + "," + Blank(), shown)}{Blank()}}}";
    }

    private string Text(int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
            text.Append(_random.Next(wild ? 14 : 4) switch { 0 => "é", 1 => "漢", 2 => "😀", 3 when wild => "\"", 4 => "\\", 5 => "\n", 6 => "{", 7 => "]", 8 => "\0", 9 => ",", _ => ((char)_random.Next('a', 'z' + 1)).ToString() });
        return text.ToString();
    }

    private string? Maybe(Func<string> make, double chance = 0.7) => Chance(chance) ? make() : null;

    private bool Chance(double chance) => _random.NextDouble() < chance;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
