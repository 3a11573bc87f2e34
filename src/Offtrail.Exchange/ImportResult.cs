namespace Offtrail.Exchange;

/// <summary>What came of an import. Whatever was in the files is in one of the two lists.</summary>
/// <param name="Imported">In the order of the files.</param>
/// <param name="Refused">In the order of the files.</param>
public sealed record ImportResult(IReadOnlyList<ImportedDefinition> Imported, IReadOnlyList<RefusedDefinition> Refused);
