using Offtrail.Pipeline;
using Offtrail.State;
using Offtrail.Triage;

namespace Offtrail.Cli;

/// <summary>Finds what is to be triaged: an incident of the id as listed, else the alert.</summary>
internal static class TriageLookup
{
    /// <summary>How many digits an incident's id has. An alert's id begins with that of an incident when it is the incident's first, so more digits mean the alert.</summary>
    private const int IncidentDigits = 12;

    /// <summary>The subject.</summary>
    /// <exception cref="UsageException">There is none, or several.</exception>
    public static Subject Find(StateStore state, Pack pack, string id, bool incident) =>
        incident || (id.Length == IncidentDigits && state.Incidents.Find(id) is not null)
            ? SubjectFinder.Of(state, pack, AlertLookup.Incident(state, id))
            : SubjectFinder.Of(state, pack, AlertLookup.Alert(state, id));
}
