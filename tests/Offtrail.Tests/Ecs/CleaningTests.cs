using System.Text;
using System.Text.Json;
using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Ecs;

public sealed class CleaningTests
{
    [Theory]
    [InlineData("""{"a":null,"b":"","c":"-","d":"none","e":{},"f":[]}""", "{}")]
    [InlineData("""{"a":{"b":{"c":[null,"",{"d":"-"}]}}}""", "{}")]
    [InlineData("""{"a":[1,null,[],{"b":null},2]}""", """{"a":[1,2]}""")]
    [InlineData("""{"a":"None","b":"NONE","c":"--","d":" ","e":0,"f":false}""", """{"a":"None","b":"NONE","c":"--","d":" ","e":0,"f":false}""")]
    [InlineData("""{"":"x","none":"y"}""", """{"":"x","none":"y"}""")]
    [InlineData("""{"a":1,"b":2,"a":3}""", """{"a":3,"b":2}""")]
    [InlineData("""{"a":1,"a":null}""", "{}")]
    [InlineData("""{"a":1.50,"b":12345678901234567890123456789}""", """{"a":1.50,"b":12345678901234567890123456789}""")]
    public void What_says_nothing_goes_and_takes_empty_containers_along(string record, string cleaned) => Clean(record).ShouldBe(cleaned);

    [Fact]
    public void What_is_clean_stays_as_it_is() => Gen.Int.Sample(seed =>
    {
        var once = Clean(new RecordMaker(seed).Make());
        Clean(once).ShouldBe(once);
    }, iter: 2_000, threads: 1);

    private static string Clean(string record)
    {
        using var stream = new MemoryStream();
        using (var output = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            NodeReader.Read(Encoding.UTF8.GetBytes(record)).WriteTo(output);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
