using Offtrail.Lake;
using Offtrail.Triage;

namespace Offtrail.Pipeline;

/// <summary>Triages an alert or incident of a data folder. Only reads; may be used while another process writes.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="pack">The rules, for their names and tactics.</param>
/// <param name="clock">Tells until when a command would revoke sessions.</param>
public sealed class Triaging(DataFolder folder, Pack pack, TimeProvider clock)
{
    /// <summary>Memory that the query engine should have for it, bytes: pages of records are large.</summary>
    public const long EngineBytes = 256L << 20;

    /// <summary>Answers the guide's questions.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="subject">From <see cref="SubjectFinder"/>.</param>
    /// <param name="data">The data folder as the user named it, for the commands that are shown; null when it was not.</param>
    /// <param name="weights">How much each point weighs. Default: those of the program.</param>
    public TriageResult Run(LakeReader reader, Subject subject, string? data, Weights? weights = null) =>
        Guide.Triage(new CaseFile(reader, folder.State.Manifest.All(), subject, SubjectFinder.Company(folder.State, pack, subject), InventoryFile.ForTriage(folder.Root)) { CompanyOfMade = made => SubjectFinder.CompanyOf(folder.State, pack, subject, made) }, weights ?? Weights.Default,
            clock.Micros(), data);
}
