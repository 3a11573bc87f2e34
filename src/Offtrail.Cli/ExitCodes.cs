namespace Offtrail.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and all that was delivered is in the lake.</summary>
    public const int Done = 0;

    /// <summary>Something failed (also an alert on its way to a sink, for good), or something that was delivered could not be read.</summary>
    public const int Failed = 1;

    /// <summary>The command line, a job or a rule is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>With --fail-on-alert: done, and there are new alerts.</summary>
    public const int Alerts = 3;

    /// <summary>Interrupted (Ctrl-C), as shells count it.</summary>
    public const int Interrupted = 130;
}
