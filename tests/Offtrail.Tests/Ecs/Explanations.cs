using System.Text.RegularExpressions;

namespace Offtrail.Tests.Ecs;

/// <summary>Differences to the expected documents that are known and are no fault of ours, for each set.</summary>
internal static partial class Explanations
{
    private const string Any = ".*";
    private const string Objects = @"aws\.cloudtrail\.flattened\.(request_parameters|response_elements|additional_eventdata)\..+";
    private const string TextForms = @"aws\.cloudtrail\.(request_parameters|response_elements|additional_eventdata)";

    private static readonly Explanation s_token = new(
        "session tokens were taken out of the records, but not out of the documents", Any,
        @"event\.original|aws\.cloudtrail\.(flattened\.)?response_elements(\.credentials\.sessionToken)?", d => WithoutToken(d) is var (e, f) && e == f);

    private static readonly Explanation[] s_current =
    [
        s_token,
        new("the fixture's configuration keeps only few of the objects", ".+-minimal", Objects, OnlyOurs),
        new("the fixture's configuration keeps texts only", ".+-keyword", Objects, OnlyOurs),
        new("the fixture's configuration keeps objects only", ".+-flattened", TextForms, OnlyOurs),
        new("the fixture's configuration keeps neither texts nor objects", ".+-none", $"{Objects}|{TextForms}", OnlyOurs),
        new("a record without a time gets that of its arrival; we have no clock", "test-update-lambda-json", "@timestamp", OnlyTheirs),
    ];

    /// <summary>What version 2.24.1 and Filebeat had in common before the mapping that we follow.</summary>
    private static readonly Explanation[] s_older =
    [
        s_token,
        new("cloud.provider is new", Any, @"cloud\.provider", d => OnlyOurs(d) && d.Found == "\"aws\""),
        new("cloud.service.name is new", Any, @"cloud\.service\.name", OnlyOurs),
        new("related.ip is new", Any, @"related\.ip", OnlyOurs),
        new("related.user has more in it: ids, roles, sessions", Any, @"related\.user", d => d.Expected is null || Values(d.Expected).All(v => Values(d.Found).Contains(v))),
        new("shared_event_id was looked for under a name that no record has", "(test-)?insight-json", @"aws\.cloudtrail\.shared_event_id", OnlyOurs),
        new("cloud.account.id did not fall back to the recipient", "(test-)?insight-json", @"cloud\.account\.id", OnlyOurs),
        new("times in the basic form of ISO 8601 were not read", "(test-)?console-login-json", @".+\.session_context\.creation_date", OnlyOurs),
        new("DeleteTrail had no category", "(test-)?delete-trail-json", @"event\.category", d => OnlyOurs(d) && d.Found == "\"configuration\""),
        new("DeleteTrail had no type of its own", "(test-)?delete-trail-json", @"event\.type", d => d is { Expected: "\"info\"", Found: "\"deletion\"" }),
        new("the digest before this one was told by its signature, as if that were a hash", "(test-)?cloudtrail-digest-json", @"file\.hash\.sha256", OnlyTheirs),
        new("the digest before this one is told by its hash", "(test-)?cloudtrail-digest-json", @"related\.hash", d => d.Found is not null),
    ];

    private static readonly Explanation[] s_version2 =
    [
        .. s_older,
        new("related.hosts is new", Any, @"related\.hosts", OnlyOurs),
        new("an empty object was not removed", "test-change-password-json", @"aws\.cloudtrail\.flattened", d => OnlyTheirs(d) && d.Expected == "{}"),
        new("members of the digest that are new", "test-cloudtrail-digest-json",
            @"aws\.cloudtrail\.flattened\.digest\.(previous_hash_value|previous_s3_object|previous_signature|public_key_fingerprint)", OnlyOurs),
    ];

    private static readonly Explanation[] s_filebeat =
    [
        .. s_older,
        new("ecs.version is not written by the module", Any, @"ecs\.version", OnlyOurs),
        new("the digest stands in another place", "cloudtrail-digest-json", @"aws\.cloudtrail\.digest\..+", OnlyTheirs),
        new("the digest has moved here", "cloudtrail-digest-json", @"aws\.cloudtrail\.flattened\.digest\..+", OnlyOurs),
        new("a digest had no outcome", "cloudtrail-digest-json", @"event\.outcome", OnlyOurs),
        new("insight details stand in another place", "insight-json", @"aws\.cloudtrail\.insight_details\..+", OnlyTheirs),
        new("insight details have moved here", "insight-json", @"aws\.cloudtrail\.flattened\.insight_details\..+", OnlyOurs),
        new("resources are not mapped", "assume-role-json", @"aws\.cloudtrail\.resources", OnlyOurs),
        new("empty texts are not removed", "(create|update)-trail-json", Objects, d => OnlyTheirs(d) && d.Expected == "\"\""),
        new("empty texts are not removed from the text forms", "(create|update)-trail-json", TextForms,
            d => d.Expected is not null && EmptyMember().Replace(d.Expected, "") == d.Found),
        new("managementEvent was kept as a boolean", "describe_configuration_recorders-json", @"aws\.cloudtrail\.management_event", d => d is { Expected: "true", Found: "\"true\"" }),
        new("a bad time was dropped without a word", "describe_configuration_recorders-json", @"error\.message", OnlyOurs),
        new("a bad time was dropped and the event an event", "describe_configuration_recorders-json", @"event\.kind", d => d is { Expected: "\"event\"", Found: "\"pipeline_error\"" }),
    ];

    public static IReadOnlyList<Explanation> Of(string set) => set switch
    {
        "aws-8.9.0" => s_current,
        "aws-2.24.1" => s_version2,
        _ => s_filebeat,
    };

    private static bool OnlyOurs(Difference difference) => difference.Expected is null;

    private static bool OnlyTheirs(Difference difference) => difference.Found is null;

    private static (string?, string?) WithoutToken(Difference d) =>
        d.Field.EndsWith("sessionToken", StringComparison.Ordinal) ? (null, d.Found == "\"REMOVED\"" ? null : d.Found)
            : (Token().Replace(d.Expected ?? "", "sessionToken"), Token().Replace(d.Found ?? "-", "sessionToken"));

    private static string[] Values(string? list) => (list ?? "").Trim('[', ']').Split(',');

    [GeneratedRegex("""sessionToken("?[:=] ?"?)[^,}" ]*""")]
    private static partial Regex Token();

    [GeneratedRegex("(?<={)[^ {=,]+=, |, [^ {=,]+=(?=[,}])")]
    private static partial Regex EmptyMember();
}
