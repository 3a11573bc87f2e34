namespace Offtrail.Tests.Ecs;

/// <summary>A field of a record that is not as expected. Null is a field that is not there.</summary>
internal sealed record Difference(string File, int Record, string Field, string? Expected, string? Found)
{
    public override string ToString() => $"{File}:{Record} {Field}\n    expected {Short(Expected)}\n    found    {Short(Found)}";

    private static string Short(string? text) => text is null ? "nothing" : text.Length > 300 ? text[..300] + "…" : text;
}
