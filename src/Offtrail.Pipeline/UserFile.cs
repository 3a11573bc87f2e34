namespace Offtrail.Pipeline;

/// <summary>A file of the user's in the data folder that Offtrail changes.</summary>
internal static class UserFile
{
    /// <summary>Puts a text in the place of the file's: all of it or, after a crash, what was there.</summary>
    public static void Replace(string path, string text)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(text);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
