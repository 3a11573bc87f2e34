using Offtrail.State;

namespace Offtrail.Cli;

/// <summary>Finds alerts and incidents by their ids, or by what an id begins with.</summary>
internal static class AlertLookup
{
    private const int LeastDigits = 4;

    /// <summary>The alert, whether it stands or not.</summary>
    public static StoredAlert Alert(StateStore state, string id)
    {
        Check(id, "alert", "offtrail alerts");
        StoredAlert[] found = [.. Enum.GetValues<AlertStanding>().SelectMany(standing => state.Alerts.List(new AlertFilter { Ids = [id], Standing = standing, Newest = 2 }))];
        return found switch
        {
            [var one] => one,
            [] => throw new UsageException($"there is no alert \"{id}\"; \"offtrail alerts\" lists them with their ids"),
            _ => throw new UsageException($"several alerts begin with \"{id}\"; give more of the id"),
        };
    }

    /// <summary>The incident of this id; or, since an earlier alert may have been found since, the one that the alert of this id is in now.</summary>
    public static StoredIncident Incident(StateStore state, string id)
    {
        Check(id, "incident", "offtrail incidents");
        return state.Incidents.Beginning(id) switch
        {
            [var one] => one,
            [] => throw new UsageException($"there is no incident \"{id}\"; \"offtrail incidents\" lists them with their ids"),
            _ => throw new UsageException($"several incidents begin with \"{id}\"; give more of the id"),
        };
    }

    private static void Check(string id, string what, string list)
    {
        if (id.Length < LeastDigits || !id.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f'))
            throw new UsageException($"\"{id}\" is no id of an {what}; right would be its first {LeastDigits} digits or more, as \"{list}\" shows them");
    }
}
