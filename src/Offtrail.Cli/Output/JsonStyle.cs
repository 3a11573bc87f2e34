using System.Text.Encodings.Web;
using System.Text.Json;

namespace Offtrail.Cli;

/// <summary>How machine-readable output is written: names in snake case, text as it is.</summary>
internal static class JsonStyle
{
    private static readonly JsonSerializerOptions s_line = Make(false);
    private static readonly JsonSerializerOptions s_indented = Make(true);

    public static JsonSerializerOptions Options(bool indented) => indented ? s_indented : s_line;

    private static JsonSerializerOptions Make(bool indented) =>
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = indented };
}
