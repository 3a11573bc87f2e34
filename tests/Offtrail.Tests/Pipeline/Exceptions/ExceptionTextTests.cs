using Offtrail.Anomalies;
using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline.Exceptions;

public sealed class ExceptionTextTests
{
    private const string Three = """
        # ours
        lists:
          scanners: [a, b]
        exceptions:
          # the first
          - comment: one
            when: 'event.action: A'
          - comment: >-
              two of
              two lines
            when: "event.action: B"
            rules:
              - rare_error_code

          # the third
          - when: 'event.action: C'
            comment: three
        """;

    [Theory]
    [InlineData(0, "A")]
    [InlineData(1, "B")]
    [InlineData(2, "C")]
    public void One_is_taken_out_and_the_others_stay_with_their_comments(int index, string gone)
    {
        var text = ExceptionText.Without(Three, index);
        var left = ExceptionList.Parse(text, "exceptions.yaml", ["rare_error_code"]).All;
        left.Select(e => e.When.ToString()).ShouldBe(ExceptionList.Parse(Three, "exceptions.yaml", ["rare_error_code"]).All.Where((_, i) => i != index).Select(e => e.When.ToString()));
        text.ShouldNotContain($"event.action: {gone}");
        text.ShouldContain("# ours");
        if (index != 2) text.ShouldContain("# the third\n  - when: 'event.action: C'\n    comment: three");
    }

    [Fact]
    public void When_the_last_is_taken_out_an_empty_list_is_left()
    {
        var text = ExceptionText.Without("exceptions:\n  - when: 'event.action: A'\n", 0);
        ExceptionList.Parse(text, "exceptions.yaml", []).All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("exceptions: [{when: 'event.action: A'}, {when: 'event.action: B'}]", 0)]
    [InlineData("exceptions: [{when: 'event.action: A'}]", 0)]
    [InlineData("exceptions: []", 0)]
    [InlineData("exceptions:\n  - when: 'event.action: A'\n", 1)]
    [InlineData("exceptions:\n  - when: 'event.action: A'\n", -1)]
    public void What_does_not_stand_alone_or_is_not_there_is_left_to_the_person(string text, int index) =>
        Should.Throw<DefinitionException>(() => ExceptionText.Without(text, index));

    [Theory]
    [InlineData("")]
    [InlineData("# none yet\n")]
    [InlineData("exceptions: []\n")]
    [InlineData("exceptions: [] # all are gone\nlists:\n  scanners: [a]\n")]
    [InlineData("exceptions:\n  - when: 'event.action: A'\n")]
    [InlineData("exceptions:\n- when: 'event.action: A'\n  comment: at the left")]
    [InlineData("exceptions:\n      - when: 'event.action: A'\n\n# behind\nlists:\n  scanners: [a]\n")]
    [InlineData(Three)]
    public void One_is_put_behind_the_others_however_they_are_written(string text)
    {
        var before = text.Contains(':', StringComparison.Ordinal) ? ExceptionList.Parse(text, "exceptions.yaml", ["rare_error_code"]).All.Select(e => e.When.ToString()) : [];
        var after = ExceptionText.With(text, "  - comment: new\n    rules: [rare_error_code]\n    when: 'event.action: New'\n");
        ExceptionList.Parse(after, "exceptions.yaml", ["rare_error_code"]).All.Select(e => e.Comment is "new" ? "new" : e.When.ToString()).ShouldBe([.. before, "new"], after);
        foreach (var comment in text.Split('\n').Where(l => l.TrimStart().StartsWith('#'))) after.ShouldContain(comment);
    }

    [Fact]
    public void A_list_in_brackets_is_left_to_the_person() =>
        Should.Throw<DefinitionException>(() => ExceptionText.With("exceptions: [{when: 'event.action: A'}]", "  - when: 'event.action: New'\n")).Message.ShouldContain("brackets");
}
