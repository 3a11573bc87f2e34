namespace Offtrail.Server;

/// <summary>Something to be said.</summary>
/// <param name="Text">What.</param>
public sealed record CommentRequest(string Text);
