using System.Text;
using System.Text.Json;

namespace Offtrail.Events;

/// <summary>An object. Its members keep the order in which they first came; a name that comes again replaces the value.</summary>
internal sealed class ObjectNode : Node
{
    private readonly OrderedDictionary<string, Node> _members = new(StringComparer.Ordinal);
    private int _cleanedAway;

    public int Count => _members.Count;

    public IEnumerable<KeyValuePair<string, Node>> Members => _members;

    public Node? this[string name]
    {
        get => _members.GetValueOrDefault(name);
        set
        {
            if (value is not null) _members[name] = value;
            else
            {
                _members.Remove(name);
                _cleanedAway++;
            }
        }
    }

    /// <summary>The value at the end of the path; null when a part of it is missing or no object.</summary>
    public Node? At(params ReadOnlySpan<string> path)
    {
        Node? found = this;
        foreach (var name in path) found = (found as ObjectNode)?[name];
        return found;
    }

    /// <summary>
    /// Puts a value at the end of the path and makes the objects on the way. Null is no value and does nothing. False, and
    /// nothing changed, when something that is no object stands in the way.
    /// </summary>
    public bool Put(Node? value, params ReadOnlySpan<string> path)
    {
        if (value is null) return true;
        var at = this;
        foreach (var name in path[..^1])
        {
            if (at[name] is not { } next) at[name] = next = new ObjectNode();
            if (next is not ObjectNode inner) return false; // nothing was made before: whatever is new holds only new objects
            at = inner;
        }

        at[path[^1]] = value;
        return true;
    }

    public override void WriteTo(Utf8JsonWriter output)
    {
        output.WriteStartObject();
        foreach (var (name, value) in _members)
        {
            output.WritePropertyName(name);
            value.WriteTo(output);
        }

        output.WriteEndObject();
    }

    /// <summary>Java's table grew with the members that were cleaned away later, hence they count.</summary>
    public override void PrintTo(StringBuilder text)
    {
        text.Append('{');
        var first = true;
        foreach (var index in JavaOrder.Of(_members.Keys, _members.Count + _cleanedAway))
        {
            var (name, value) = _members.GetAt(index);
            text.Append(first ? "" : ", ").Append(name).Append('=');
            value.PrintTo(text);
            first = false;
        }

        text.Append('}');
    }
}
