using System.Text.Json.Nodes;
using Offtrail.Anomalies;
using Offtrail.Exchange;

namespace Offtrail.Tests.Exchange;

/// <summary>A datafeed's query becomes the filter that finds the same events, or is refused with its place.</summary>
public sealed class DatafeedQueryTests
{
    [Theory]
    [InlineData("""{"match_all":{}}""", null)]
    [InlineData("""{"term":{"event.action":"CreateUser"}}""", "event.action: CreateUser")]
    [InlineData("""{"term":{"event.action":{"value":"CreateUser","boost":2.0}}}""", "event.action: CreateUser")]
    [InlineData("""{"term":{"aws.cloudtrail.read_only":true}}""", "aws.cloudtrail.read_only: true")]
    [InlineData("""{"terms":{"event.action":["a","b c"]}}""", "event.action: (a or \"b c\")")]
    [InlineData("""{"match":{"event.action":{"query":"a"}}}""", "event.action: a")]
    [InlineData("""{"match_phrase":{"event.action":"a b"}}""", "event.action: \"a b\"")]
    [InlineData("""{"exists":{"field":"user.name"}}""", "user.name: *")]
    [InlineData("""{"prefix":{"event.action":"Create"}}""", "event.action: Create*")]
    [InlineData("""{"wildcard":{"event.action":{"value":"*User*","case_insensitive":false}}}""", "event.action: *User*")]
    [InlineData("""{"wildcard":{"event.action":{"wildcard":"a*"}}}""", "event.action: a*")]
    [InlineData("""{"term":{"source.ip":"10.0.0.0/8"}}""", "source.ip: 10.0.0.0/8")]
    [InlineData("""{"range":{"@timestamp":{"gte":"2026-05-01","lt":"2026-06-01T12:00:00Z"}}}""", "@timestamp >= 2026-05-01T00:00:00Z and @timestamp < 2026-06-01T12:00:00Z")]
    [InlineData("""{"range":{"@timestamp":{"gt":1777593600000}}}""", "@timestamp >= 2026-05-01T00:00:00.000001Z")]
    [InlineData("""{"constant_score":{"filter":{"exists":{"field":"user.name"}}}}""", "user.name: *")]
    [InlineData("""{"bool":{"filter":[{"exists":{"field":"user.name"}},{"term":{"event.action":"a"}}],"must_not":{"term":{"user.name":"x"}}}}""", "user.name: * and event.action: a and not user.name: x")]
    [InlineData("""{"bool":{"should":[{"term":{"event.action":"a"}},{"term":{"user.name":"b"}}]}}""", "event.action: a or user.name: b")]
    [InlineData("""{"bool":{"should":[{"term":{"event.action":"a"}},{"term":{"user.name":"b"}}],"minimum_should_match":2}}""", "event.action: a and user.name: b")]
    [InlineData("""{"bool":{"must":{"exists":{"field":"user.name"}},"should":[{"term":{"event.action":"a"}},{"term":{"user.name":"b"}}],"minimum_should_match":1}}""", "user.name: * and (event.action: a or user.name: b)")]
    [InlineData("""{"bool":{"must":{"exists":{"field":"user.name"}},"should":[{"term":{"event.action":"a"}}]}}""", "user.name: *")]
    [InlineData("""{"bool":{"must_not":[{"bool":{"filter":[{"term":{"event.action":"a"}},{"term":{"user.name":"b"}}]}}]}}""", "not (event.action: a and user.name: b)")]
    [InlineData("""{"bool":{}}""", null)]
    public void It_is_the_filter_that_finds_the_same(string query, string? filter) => Filter(query).ShouldBe(filter);

    [Theory]
    [InlineData("""{"bool":{"filter":[{"term":{"event.dataset":"aws.cloudtrail"}},{"term":{"event.module":"aws"}},{"exists":{"field":"user.name"}}]}}""", "user.name: *")]
    [InlineData("""{"bool":{"filter":[{"terms":{"event.dataset":["aws.cloudtrail","okta.system"]}}],"must_not":{"terms":{"_tier":["data_frozen"]}}}}""", null)]
    [InlineData("""{"bool":{"should":[{"term":{"event.dataset":"okta.system"}},{"term":{"event.action":"a"}}]}}""", "event.action: a")]
    [InlineData("""{"query_string":{"query":"event.dataset:aws.cloudtrail AND _exists_:user.name"}}""", "user.name: *")]
    public void What_is_so_for_all_of_the_lake_is_worked_out(string query, string? filter) => Filter(query).ShouldBe(filter);

    [Theory]
    [InlineData("""{"bool":{"filter":[{"term":{"event.dataset":"okta.system"}},{"exists":{"field":"user.name"}}]}}""", "query is met by no event of CloudTrail")]
    [InlineData("""{"bool":{"filter":[{"script":{"script":"x"}}]}}""", "query.bool.filter[0].script can't be taken; right would be match_all, bool, ")]
    [InlineData("""{"bool":{"filter":[{"exists":{"field":"process.name"}}]}}""", "query.bool.filter[0].exists.field names process.name, which is no field of the lake")]
    [InlineData("""{"bool":{"filters":[]}}""", "query.bool.filters is not known")]
    [InlineData("""{"bool":{"should":[{"match_all":{}},{"match_all":{}},{"match_all":{}}],"minimum_should_match":2}}""", "query.bool.minimum_should_match is 2; right would be 0, 1 or 3")]
    [InlineData("""{"bool":{"should":[{"match_all":{}}],"minimum_should_match":"75%"}}""", "minimum_should_match is \"75%\"")]
    [InlineData("""{"wildcard":{"event.action":"a?"}}""", "query.wildcard.event.action is \"a?\"; right would be a pattern with * alone")]
    [InlineData("""{"wildcard":{"aws.cloudtrail.error_message":"*not authorized*"}}""", "query can't be written as a filter: the pattern \"*not authorized*\" has blanks")]
    [InlineData("""{"term":{"event.action":{"value":"a","case_insensitive":true}}}""", "query.term.event.action.case_insensitive can't be taken: upper and lower case")]
    [InlineData("""{"match":{"event.action":{"query":"a b","operator":"and"}}}""", "query.match.event.action.operator is not known")]
    [InlineData("""{"range":{"@timestamp":{"gte":"now-1d"}}}""", "query.range.@timestamp.gte is \"now-1d\"; right would be a fixed time")]
    [InlineData("""{"range":{"source.as.number":{"gte":1}}}""", "query.range.source.as.number can't be taken: only @timestamp")]
    [InlineData("""{"terms":{"event.action":{"index":"x"}}}""", "query.terms must be one field with a list of values")]
    [InlineData("""{"term":{"source.ip":"2001:db8::/32"}}""", "query.term.source.ip can't be taken: \"2001:db8::/32\" is a network of IPv6")]
    [InlineData("""{"term":{}}""", "query.term must be one field with a value")]
    [InlineData("""{"term":{"event.action":null}}""", "query.term.event.action must be a value")]
    [InlineData("""{"exists":{"field":"user.name"},"term":{"event.action":"a"}}""", "query must be an object with the name of one query")]
    public void What_can_not_be_said_is_refused_with_its_place(string query, string says) =>
        Should.Throw<DefinitionException>(() => Filter(query)).Message.ShouldContain(says);

    [Theory]
    [InlineData("event.action:CreateUser", "event.action: CreateUser")]
    [InlineData("event.action:(a OR \"b c\") AND NOT user.name:x*", "event.action: (a or \"b c\") and not user.name: x*")]
    [InlineData("(event.action:a AND user.name:b) OR user.name:*", "(event.action: a and user.name: b) or user.name: *")]
    [InlineData("source.ip:\"10.0.0.0/8\"", "source.ip: 10.0.0.0/8")]
    [InlineData("cloud.region:us-east-1", "cloud.region: us-east-1")]
    public void A_simple_query_string_is_read(string query, string filter) => Filter(new JsonObject { ["query_string"] = new JsonObject { ["query"] = query } }.ToJsonString()).ShouldBe(filter);

    [Theory]
    [InlineData("CreateUser", "has no field")]
    [InlineData("event.action:a user.name:b", "right here would be AND or OR, in capitals")]
    [InlineData("event.action:a and user.name:b", "right here would be AND or OR, in capitals")]
    [InlineData("event.action:a AND user.name:b OR user.name:c", "AND and OR stand beside each other")]
    [InlineData("event.action:[a TO b]", "\"[a\" means more than itself")]
    [InlineData("event.action:/a.*/", "means more than itself")]
    [InlineData("event.action:roam~2", "means more than itself")]
    [InlineData("-event.action:a", "character 1: \"-event.action\" means more than itself")]
    [InlineData("event.action:\"a", "the quote does not end")]
    [InlineData("event.action:\"a b\"~3", "what follows the quote")]
    [InlineData("(event.action:a", "\")\" is missing")]
    [InlineData("event.action:", "the query ends where a value should stand")]
    [InlineData("event.action:a)", "can't be taken")]
    [InlineData("", "the query ends where a field")]
    public void Any_other_query_string_is_refused(string query, string says) =>
        Should.Throw<DefinitionException>(() => Filter(new JsonObject { ["query_string"] = new JsonObject { ["query"] = query } }.ToJsonString())).Message.ShouldContain(says);

    private static string? Filter(string query) => new DatafeedQuery(FieldNames.AsTheyAre, new ImportNotes()).FilterOf(JsonNode.Parse(query)!, "query");
}
