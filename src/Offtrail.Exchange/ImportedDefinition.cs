namespace Offtrail.Exchange;

/// <summary>A job or rule of another system in our form.</summary>
/// <param name="Place">File, and the line or member in it, where it was found.</param>
/// <param name="Id">Its id here.</param>
/// <param name="Name">Its title.</param>
/// <param name="Yaml">The definition, which can be read as it is; comments at its head say where it is from and what was not taken.</param>
/// <param name="Notes">What was not taken.</param>
public sealed record ImportedDefinition(string Place, string Id, string Name, string Yaml, ImportNotes Notes);
