using System.Text;
using System.Text.Json;

namespace Offtrail.Events;

/// <summary>
/// A value of a record after cleaning, or of the document that is made from it. There is no node for what says nothing
/// (null, "", {} …), so a node's presence means that something was said. A tree belongs to one call and one thread.
/// </summary>
internal abstract class Node
{
    /// <summary>The text of a text, number or boolean; null for a list or an object.</summary>
    public virtual string? Plain => null;

    public abstract void WriteTo(Utf8JsonWriter output);

    /// <summary>Appends the value as Java prints a map that holds it: see <see cref="JavaOrder"/>.</summary>
    public virtual void PrintTo(StringBuilder text) => text.Append(Plain);
}

internal sealed class TextNode(string value) : Node
{
    public override string Plain => value;

    public override void WriteTo(Utf8JsonWriter output) => output.WriteStringValue(value);
}

internal sealed class FlagNode(bool value) : Node
{
    public override string Plain => value ? "true" : "false";

    public override void WriteTo(Utf8JsonWriter output) => output.WriteBooleanValue(value);
}
