using Offtrail.Cli;

namespace Offtrail.Tests.Cli;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\u001b[31mred\0\u009b2J", "\uFFFD[31mred\uFFFD\uFFFD2J")]
    [InlineData("\u202Eevil\u2028x", "\uFFFDevil\uFFFDx")]
    [InlineData("a\tb\r\nc", "\"a\tb\uFFFD\nc\"")]
    [InlineData("\u200B=1", "\uFFFD=1")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    public void No_value_is_a_formula_or_steers_a_terminal(string value, string written)
    {
        var output = new StringWriter();
        Csv.WriteRow(output, [value, null]);
        output.ToString().ShouldBe(written + ",\r\n");
    }
}
