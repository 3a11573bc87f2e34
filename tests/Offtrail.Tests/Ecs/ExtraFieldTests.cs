using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Ecs;

/// <summary>What the caller adds stands in the document as if the record had said it.</summary>
public sealed class ExtraFieldTests
{
    private const string Record = """{"eventName":"ListBuckets","userAgent":"aws-cli/2","sourceIPAddress":"203.0.113.7","requestParameters":{"a":{"b":"c"}}}""";

    [Fact]
    public void Dotted_names_are_merged_into_the_objects_that_are_there()
    {
        var document = Documents.Of(Record, ("source.geo.city_name", "Linköping"), ("source.as.organization.name", "Example"), ("user_agent.name", "aws-cli"), ("offtrail.score", "73"));
        document.Field("source").ShouldBe("""{"address":"203.0.113.7","ip":"203.0.113.7","geo":{"city_name":"Link\u00F6ping"},"as":{"organization":{"name":"Example"}}}""");
        document.Field("user_agent").ShouldBe("""{"original":"aws-cli/2","name":"aws-cli"}""");
        document.Field("offtrail.score").ShouldBe("73");
    }

    [Fact]
    public void A_later_value_replaces_an_earlier_one() =>
        Documents.Of(Record, ("event.action", "x"), ("event.action", "y")).Field("event.action").ShouldBe("y");

    [Theory]
    [InlineData("event")] // an object stands there
    [InlineData("event.action.verb")] // leads through a text
    [InlineData("event.type.first")] // leads through a list
    public void A_name_that_does_not_fit_into_the_document_is_left_out(string name) =>
        Documents.Of(Record, (name, "x")).GetRawText().ShouldBe(Documents.Of(Record).GetRawText());

    [Fact]
    public void An_empty_value_is_none() => Documents.Of(Record, ("offtrail.x", "")).GetRawText().ShouldBe(Documents.Of(Record).GetRawText());

    [Fact]
    public void Names_have_a_bound()
    {
        var most = string.Join('.', Enumerable.Repeat("a", EcsDocumentWriter.MostParts));
        Documents.Of(Record, (most, "x")).Field(most).ShouldBe("x");
        Documents.Of(Record, (most + ".a", "x")).Field("a").ShouldBeNull();
    }

    [Fact]
    public void The_text_of_an_object_is_that_of_the_record_alone()
    {
        var document = Documents.Of(Record, ("aws.cloudtrail.flattened.request_parameters.a.d", "e"));
        document.Field("aws.cloudtrail.request_parameters").ShouldBe("{a={b=c}}");
        document.Field("aws.cloudtrail.flattened.request_parameters.a").ShouldBe("""{"b":"c","d":"e"}""");
    }

    [Fact]
    public void The_original_is_kept_unless_it_is_not_wanted()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(Record);
        Documents.Of(new EcsDocumentWriter(), bytes).Field("event.original").ShouldBe(Record);
        Documents.Of(new EcsDocumentWriter { KeepsOriginal = false }, bytes).Field("event.original").ShouldBeNull();
    }

    [Fact]
    public Task Any_names_and_values_give_a_document() => Within.Seconds(60, () =>
    {
        var name = Gen.OneOf(Documents.OneOf("event", "action", "aws", "cloudtrail", "flattened", "request_parameters", "a", "b", "", "source", "tags"), Gen.String[0, 3]).Array[0, 24].Select(p => string.Join('.', p));
        Gen.Select(name, Gen.String[0, 8]).Array[0, 12].Sample(extra =>
            Documents.Of(Record, extra).Field("ecs.version").ShouldNotBeNull(), iter: 5_000, threads: 1);
    });
}
