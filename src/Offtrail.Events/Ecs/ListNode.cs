using System.Text;
using System.Text.Json;

namespace Offtrail.Events;

/// <summary>A list. Not empty when it comes from a record.</summary>
internal sealed class ListNode(List<Node> items) : Node
{
    public IReadOnlyList<Node> Items => items;

    public static ListNode OfTexts(IEnumerable<string> texts) => new([.. texts.Select(t => new TextNode(t))]);

    public override void WriteTo(Utf8JsonWriter output)
    {
        output.WriteStartArray();
        foreach (var item in items) item.WriteTo(output);
        output.WriteEndArray();
    }

    public override void PrintTo(StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(", ");
            items[i].PrintTo(text);
        }

        text.Append(']');
    }
}
