namespace Offtrail.Sources.Demo;

/// <summary>Every call that anybody in the demo makes, by <c>service:Name</c>.</summary>
internal static class CallBook
{
    private static readonly Dictionary<string, Call> s_calls = Rows(
            ComputeCalls.Table, IdentityCalls.Table, DataCalls.Table, OperationsCalls.Table)
        .Select(Call.Parse)
        .ToDictionary(call => $"{call.Service}:{call.Name}", StringComparer.Ordinal);

    /// <summary>The call of that name; a name that the tables lack is a mistake in the program.</summary>
    public static Call Get(string name) =>
        s_calls.TryGetValue(name, out Call? call) ? call : throw new ArgumentException($"The call tables have no '{name}'.", nameof(name));

    /// <summary>The lines of tables that are not empty and not comments.</summary>
    public static IEnumerable<string> Rows(params string[] tables) =>
        tables.SelectMany(table => table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(line => line[0] != '#');
}
