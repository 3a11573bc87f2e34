namespace Offtrail.Server;

/// <summary>A rule of one's own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record DuplicateRequest(string Id, string? Name = null);
