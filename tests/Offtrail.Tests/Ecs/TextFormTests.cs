using System.Text;
using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Ecs;

/// <summary>Objects as texts, in the order and the notation of Java's maps. The expected texts were printed by a Java program.</summary>
public sealed class TextFormTests
{
    [Theory]
    [InlineData("q a p", "p q a")] // p is in bucket 0; q and a meet in bucket 1
    [InlineData("BB Aa a", "BB Aa a")] // BB and Aa have the same hash
    [InlineData("AaBB BBAa AaAa BBBB", "AaBB BBAa AaAa BBBB")]
    [InlineData("m l k j i h g f e d c b a", "a b c d e f g h i j k l m")]
    [InlineData("p q a 0 1 2 3 4 5 6 7 8", "p 0 q a 1 2 3 4 5 6 7 8")] // twelve keys still fit into 16 buckets
    [InlineData("p q a 0 1 2 3 4 5 6 7 8 9", "a p 0 q 1 2 3 4 5 6 7 8 9")] // the thirteenth makes 32
    [InlineData("roleArn roleSessionName durationSeconds", "durationSeconds roleArn roleSessionName")]
    [InlineData("bucketName Host key x-amz-copy-source x-amz-server-side-encryption", "bucketName Host x-amz-server-side-encryption x-amz-copy-source key")]
    [InlineData("ключ 😀 é", "ключ 😀 é")]
    public void Keys_stand_where_a_java_hash_map_puts_them(string added, string expected)
    {
        var keys = added.Split(' ');
        string.Join(' ', JavaOrder.Of(keys, keys.Length).Select(i => keys[i])).ShouldBe(expected);
    }

    [Fact]
    public void A_table_does_not_shrink_when_members_are_cleaned_away()
    {
        string[] names = ["q", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        var members = names.Select(n => $"\"{n}\":{(n is "q" or "a" ? "1" : "null")}");
        TextOf($"{{{string.Join(',', members)}}}").ShouldBe("{a=1, q=1}");
        TextOf("""{"q":1,"a":1}""").ShouldBe("{q=1, a=1}");
    }

    [Fact]
    public void The_order_is_one_of_all_the_keys() =>
        Gen.String.Array[0, 60].Sample(keys => JavaOrder.Of(keys, keys.Length).Order().ShouldBe(Enumerable.Range(0, keys.Length)), iter: 2_000, threads: 1);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("0.0", "0.0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("1.50", "1.5")]
    [InlineData("1e0", "1.0")]
    [InlineData("-1.5e3", "-1500.0")]
    [InlineData("9999999.0", "9999999.0")]
    [InlineData("1e7", "1.0E7")]
    [InlineData("12345678.9", "1.23456789E7")]
    [InlineData("123456789.125", "1.23456789125E8")]
    [InlineData("1E+21", "1.0E21")]
    [InlineData("1.2345e15", "1.2345E15")]
    [InlineData("0.001", "0.001")]
    [InlineData("0.000999", "9.99E-4")]
    [InlineData("1.5e-5", "1.5E-5")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157E308")]
    [InlineData("1e999", "Infinity")]
    [InlineData("-1e999", "-Infinity")]
    public void Numbers_are_printed_as_java_prints_them(string json, string expected)
    {
        NumberNode.Java(json).ShouldBe(expected);
        Documents.Of($$$"""{"requestParameters":{"n":{{{json}}}}}""").Field("aws.cloudtrail.flattened.request_parameters.n").ShouldBe(json);
    }

    [Fact]
    public void Objects_and_lists_are_printed_within_each_other() =>
        TextOf("""{"b":{"c":[1,true,"x, y"],"d":""},"a":[{"k":"v"},{}]}""").ShouldBe("{a=[{k=v}], b={c=[1, true, x, y]}}");

    [Fact]
    public void A_text_that_no_keyword_can_hold_is_not_kept_as_an_object()
    {
        var longest = new string('x', EcsObjects.MostCharacters - "{a=}".Length - 1);
        Documents.Of($$$"""{"requestParameters":{"a":"{{{longest}}}"}}""").Field("aws.cloudtrail.flattened.request_parameters.a").ShouldBe(longest);
        var tooLong = Documents.Of($$$"""{"requestParameters":{"a":"{{{longest}}}x"}}""");
        tooLong.Field("aws.cloudtrail.flattened").ShouldBeNull();
        tooLong.Field("aws.cloudtrail.request_parameters").ShouldBe($"{{a={longest}x}}");
    }

    private static string TextOf(string json)
    {
        var text = new StringBuilder();
        NodeReader.Read(Encoding.UTF8.GetBytes(json)).PrintTo(text);
        return text.ToString();
    }
}
