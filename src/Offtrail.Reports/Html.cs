namespace Offtrail.Reports;

/// <summary>A piece of HTML. Only literals of the program's own make it up: whatever is put into them is escaped, unless it is such a piece itself.</summary>
internal readonly record struct Html(string Text)
{
    /// <summary>Nothing.</summary>
    public static Html None { get; } = new("");

    /// <summary>The literal, with all texts in it escaped.</summary>
    public static Html Of(HtmlHandler text) => new(text.ToStringAndClear());

    /// <summary>Pieces behind each other.</summary>
    public static Html All(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}
