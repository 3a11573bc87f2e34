using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>Finds who an alert is about.</summary>
public static class AlertEntities
{
    /// <summary>Of each kind so many at most: what hundreds have in common says nothing of one.</summary>
    public const int MostOfKind = 3;

    /// <summary>The identities, keys and addresses with the most events behind the alert.</summary>
    public static IReadOnlyList<AlertEntity> Of(Alert alert)
    {
        var entities = new List<AlertEntity>();
        var account = alert.Record.Scope == BucketValue.Everywhere ? alert.Evidence.Common(AlertFields.Account) ?? "" : alert.Record.Scope;
        if (alert.Record.History is EntityHistory && alert.Record.ByField == AlertFields.Identity) entities.Add(new AlertEntity(EntityKind.Identity, $"{account} {alert.Record.ByValue}"));
        entities.AddRange(Top(AlertFields.Identity).Select(v => new AlertEntity(EntityKind.Identity, $"{account} {v}")));
        entities.AddRange(Top(AlertFields.AccessKey).Select(v => new AlertEntity(EntityKind.AccessKey, v)));
        entities.AddRange(Top(AlertFields.Ip).Select(v => new AlertEntity(EntityKind.Source, v)));
        return [.. entities.Distinct()];

        IEnumerable<string> Top(string field) => alert.Evidence.Of(field).Top.Take(MostOfKind).Select(v => v.Value);
    }
}
