namespace Offtrail.State;

/// <summary>How far an alert is on its way to a sink.</summary>
public enum OutboxState
{
    /// <summary>It is to be sent.</summary>
    Waiting,

    /// <summary>The sink has it.</summary>
    Delivered,

    /// <summary>The sink refused it, or was not reached for too long. It stays until somebody says that it be tried again.</summary>
    Failed,
}
