using System.Text;

namespace Offtrail.Cli;

/// <summary>The process's streams, and whether a person looks at them.</summary>
/// <param name="Out">For results.</param>
/// <param name="Error">For everything else.</param>
/// <param name="OutIsTerminal">Whether results go to a terminal.</param>
/// <param name="ErrorIsTerminal">Whether the rest goes to a terminal, so that progress may be drawn.</param>
/// <param name="OpenInput">Opens standard input.</param>
internal sealed record StandardStreams(TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal, Func<Stream> OpenInput)
{
    public static StandardStreams Open()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new StandardStreams(
            new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 15) { AutoFlush = false },
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected,
            Console.OpenStandardInput);
    }
}
