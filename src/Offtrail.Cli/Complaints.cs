using System.CommandLine;
using System.CommandLine.Parsing;

namespace Offtrail.Cli;

/// <summary>Says what is wrong with a command line and what would be right.</summary>
internal static class Complaints
{
    /// <summary>The sentences, at least one; then where more is said.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] said = parsed.UnmatchedTokens is [var unknown, ..] ? [Unknown(command, unknown)] // those behind it are mostly its values
            : [.. parsed.Errors.Select(e => Text(command, e)).Distinct()];
        return [.. said.Select(PlainText.Of), $"\"{Name(command)} --help\" says what can be said"];
    }

    private static string Unknown(Command command, string word) =>
        word.StartsWith('-') ? $"\"{Name(command)}\" has no option {word}; it has {Names(command.Options)}"
        : command.Subcommands.Count > 0 ? $"there is no command \"{Name(command)} {word}\"; there are {Names(command.Subcommands)}"
        : command.Arguments.Count > 0 ? $"\"{Name(command)}\" takes no further \"{word}\""
        : $"\"{Name(command)}\" takes options only; found \"{word}\"";

    private static string Text(Command command, ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Argument: { } lacking } when command.Arguments.Contains(lacking) => $"\"{Name(command)}\" lacks {lacking.Name}: {Lower(lacking.Description)}",
        OptionResult { Tokens.Count: 0, Option: { } option } => $"{option.Name} lacks its {option.HelpName ?? "value"}: {Lower(option.Description)}",
        CommandResult when command is { Subcommands.Count: > 0, Action: null } => $"\"{Name(command)}\" needs to know what: {Names(command.Subcommands)}",
        _ => WithoutTypes(error.Message),
    };

    /// <summary>The parser's complaint without the name of .NET's type. Options with a range or names have their own words; what is left takes numbers.</summary>
    private static string WithoutTypes(string complaint) =>
        complaint.IndexOf(" as expected type '", StringComparison.Ordinal) is var at and >= 0 ? $"{complaint[..at]}: a number is right there" : complaint;

    private static string Names(IEnumerable<Symbol> symbols) => string.Join(", ", symbols.Where(s => !s.Hidden).Select(s => s.Name));

    private static string Lower(string? text) => text is { Length: > 0 } ? char.ToLowerInvariant(text[0]) + text[1..] : "";

    private static string Name(Command command) =>
        command is RootCommand || command.Parents.OfType<Command>().FirstOrDefault() is not { } parent ? "offtrail" : $"{Name(parent)} {command.Name}";
}
