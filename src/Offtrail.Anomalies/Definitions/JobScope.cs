namespace Offtrail.Anomalies;

/// <summary>Whose history judges, and whose budget of false alarms it is.</summary>
public enum JobScope
{
    /// <summary>Each AWS account has a model of its own.</summary>
    Account,

    /// <summary>One model over all accounts.</summary>
    Organization,
}
