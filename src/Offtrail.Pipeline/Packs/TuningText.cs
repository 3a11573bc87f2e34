using Offtrail.Anomalies;

namespace Offtrail.Pipeline;

/// <summary>The file <c>tuning.yaml</c> of a data folder as a text that people change.</summary>
public static class TuningText
{
    /// <summary>What there is; a beginning with comments where there is none.</summary>
    public static string Read(string dataFolder) => File.Exists(PathOf(dataFolder)) ? UserFile.Read(PathOf(dataFolder)) : "skip: []\ncalendar: []\n";

    /// <summary>Makes sure that a text is right.</summary>
    /// <exception cref="DefinitionException">It is not; the message has line and column.</exception>
    public static void Check(string dataFolder, string text)
    {
        var pack = Pack.Load(dataFolder);
        Tuning.Parse(text, Pack.TuningFile, pack.JobVocabulary, [.. pack.JobsById.Values]);
    }

    /// <summary>Puts a text in the file's place.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="before">What <see cref="Read"/> gave; a change by somebody else meanwhile stays.</param>
    /// <exception cref="DefinitionException">The text is wrong, or something else is there.</exception>
    public static void Save(string dataFolder, string text, string before)
    {
        Check(dataFolder, text);
        if (Read(dataFolder) != before) throw new DefinitionException($"{Pack.TuningFile} was changed by somebody else meanwhile and stays as it is; reload the page");
        UserFile.Replace(PathOf(dataFolder), text);
    }

    private static string PathOf(string dataFolder) => Path.Combine(dataFolder, Pack.TuningFile);
}
