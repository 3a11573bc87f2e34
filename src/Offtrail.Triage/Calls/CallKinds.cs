using System.Collections.Frozen;
using Offtrail.Anomalies;

namespace Offtrail.Triage;

/// <summary>Tells what a call is for by its name.</summary>
internal static class CallKinds
{
    private static readonly (FrozenDictionary<string, CallKind> Names, (string Start, CallKind Kind)[] Starts) s_known = Load();

    /// <summary>The kind of a call.</summary>
    /// <param name="action">Its name.</param>
    /// <param name="readOnly">What the record says of readOnly: "true", "false" or null.</param>
    public static CallKind Of(string action, string? readOnly)
    {
        if (s_known.Names.TryGetValue(action, out var kind)) return kind;
        foreach (var (start, ofStart) in s_known.Starts) if (action.StartsWith(start, StringComparison.Ordinal)) return ofStart;
        if (Begins(action, "List", "Describe", "Search", "Lookup")) return CallKind.List;
        if (readOnly is null ? Begins(action, "Get", "Head", "BatchGet", "Check", "Simulate", "Validate") : readOnly == "true") return CallKind.Read;
        return CallKind.Write;
    }

    /// <summary>Whether a kind is one with which accounts are taken over, blinded or emptied.</summary>
    public static bool IsSensitive(CallKind kind) => kind is not (CallKind.List or CallKind.Read or CallKind.Write or CallKind.Data);

    /// <summary>"changing permissions".</summary>
    public static string Text(CallKind kind) => kind switch
    {
        CallKind.List => "listing what there is",
        CallKind.Read => "reading settings",
        CallKind.Write => "changing something",
        CallKind.Data => "reading data",
        CallKind.Secret => "reading secrets",
        CallKind.Permission => "changing permissions",
        CallKind.Credential => "making or changing credentials",
        CallKind.Share => "opening data to others",
        CallKind.Execution => "running code or opening a way in",
        _ => "blinding those who watch",
    };

    private static bool Begins(string action, params ReadOnlySpan<string> starts)
    {
        foreach (var start in starts) if (action.StartsWith(start, StringComparison.Ordinal)) return true;
        return false;
    }

    private static (FrozenDictionary<string, CallKind>, (string, CallKind)[]) Load()
    {
        using var stream = new StreamReader(typeof(CallKinds).Assembly.GetManifestResourceStream("call_kinds.yaml")!);
        var file = YamlMapping.Parse(stream.ReadToEnd(), "call_kinds.yaml");
        var names = new Dictionary<string, CallKind>(StringComparer.Ordinal);
        var starts = new List<(string, CallKind)>();
        foreach (var key in file.Keys)
        {
            var kind = Enum.Parse<CallKind>(key, ignoreCase: true);
            foreach (var name in file.Texts(key))
                if (name.EndsWith('*')) starts.Add((name[..^1], kind));
                else names[name] = kind;
        }

        return (names.ToFrozenDictionary(StringComparer.Ordinal), [.. starts]);
    }
}
