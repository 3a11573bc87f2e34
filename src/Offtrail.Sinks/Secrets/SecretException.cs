namespace Offtrail.Sinks;

/// <summary>A secret can't be read now: the environment variable is not set, the file is not there. The message names which.</summary>
public sealed class SecretException(string message) : Exception(message);
