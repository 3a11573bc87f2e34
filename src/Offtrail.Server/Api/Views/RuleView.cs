namespace Offtrail.Server;

/// <summary>A rule with its definition.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Description">What it sees.</param>
/// <param name="Definition">Its YAML.</param>
/// <param name="Guide">Its guide in Markdown.</param>
public sealed record RuleView(RuleRow Rule, string Description, string Definition, string? Guide);
