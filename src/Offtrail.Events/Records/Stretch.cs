namespace Offtrail.Events;

/// <summary>Finds where a stretch ends in a window of content: the index behind it, or -1 when it goes on. Called with window after window.</summary>
internal delegate int FindEnd(ReadOnlySpan<byte> window);

/// <summary>A piece of content from the current position on.</summary>
/// <param name="Length">Its length in bytes, all of it available; counts only without <paramref name="Find"/>.</param>
/// <param name="Find">How to find its end, when that is not yet in sight.</param>
/// <param name="Overlap">Bytes of a window that must be seen again with the next one.</param>
internal readonly record struct Stretch(int Length, FindEnd? Find = null, int Overlap = 0);
