namespace Offtrail.Cli;

/// <summary>The command line asks for something that can't be. The message says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
