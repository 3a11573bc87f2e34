namespace Offtrail.Aws;

/// <summary>What is listed on its own.</summary>
/// <param name="Text">What keys begin with.</param>
/// <param name="IsShallow">Whether only what stands directly there is meant: the rest is listed elsewhere.</param>
internal readonly record struct ListedPrefix(string Text, bool IsShallow);
