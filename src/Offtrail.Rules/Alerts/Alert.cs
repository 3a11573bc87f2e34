using System.Security.Cryptography;
using System.Text;
using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>What a rule raises: the anomaly, the events behind it, the explanation.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Record">The anomaly.</param>
/// <param name="Evidence">The events behind it.</param>
/// <param name="RaisedAt">Time of the run that raised it, microseconds since 1970 UTC.</param>
/// <param name="Provisional">Whether the bucket could still grow when this was written.</param>
public sealed record Alert(RuleDefinition Rule, AnomalyRecord Record, Evidence Evidence, long RaisedAt, bool Provisional)
{
    /// <summary>The same for the same finding, whenever and however often it is found: a hash of rule and record.</summary>
    public string Id { get; } = IdOf(Rule.Id, Record);

    /// <summary>The same for all alerts of a rule about the same value of the same partition in the same account, whenever.</summary>
    public string Kin { get; } = Hash($"{Rule.Id}\n{Record.JobId}\n{Record.Scope}\n{Record.Detector}\n{Record.Partition}\n{Record.ByValue}");

    /// <summary>The id of the alert that a rule raises for a record.</summary>
    public static string IdOf(string ruleId, AnomalyRecord record) => Hash($"{ruleId}\n{record.Finding}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
