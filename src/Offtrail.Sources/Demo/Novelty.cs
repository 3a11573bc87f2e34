namespace Offtrail.Sources.Demo;

/// <summary>A harmless code that an account meets for the first time, in thousandths of the history.</summary>
internal sealed record Novelty(int PerMille, string Call, string Code, string Message)
{
    /// <summary>A deployment finds the account's store for code full.</summary>
    public static Novelty CodeStorageFull { get; } =
        new(620, "lambda:UpdateFunctionCode20150331v2", "CodeStorageExceededException", "Code storage limit exceeded.");

    /// <summary>A larger test wants more machines than the account may have.</summary>
    public static Novelty TooManyCpus { get; } =
        new(470, "ec2:RunInstances", "Client.VcpuLimitExceeded", "You have requested more vCPU capacity than your current vCPU limit of 64 allows.");
}
