namespace Offtrail.Server;

/// <summary>A sink.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">file, stdout, webhook, slack, syslog or smtp.</param>
/// <param name="Target">Where it is, without secrets.</param>
/// <param name="Delivered">Alerts that it has.</param>
/// <param name="Waiting">Alerts that wait for it.</param>
/// <param name="Failed">Alerts that failed for good.</param>
/// <param name="Error">Why those that wait do.</param>
public sealed record SinkView(string Id, string Type, string Target, long Delivered, long Waiting, long Failed, string? Error);
