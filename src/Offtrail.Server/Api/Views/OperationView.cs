namespace Offtrail.Server;

/// <summary>Long work that somebody began.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="State">waiting, running, done, failed or cancelled.</param>
/// <param name="Progress">How far it is, 0 to 1.</param>
/// <param name="By">Who began it.</param>
/// <param name="BegunAt">When.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Error">Why it failed.</param>
public sealed record OperationView(string Id, string Kind, string State, double Progress, string By, string BegunAt, object? Result, string? Error)
{
    internal static OperationView Of(Operation o) => new(o.Id, o.Kind, o.State, o.Progress, o.By, Query.Time(o.BegunAt), o.Result, o.Error);
}
