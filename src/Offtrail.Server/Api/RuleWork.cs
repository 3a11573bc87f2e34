using System.Globalization;
using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Server;

/// <summary>What people do with rules, from the API or the pages.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="current">The rules that there are.</param>
/// <param name="operations">Where long work goes.</param>
/// <param name="clock">Tells when.</param>
/// <param name="audit">Knows who.</param>
public sealed class RuleWork(DataFolder folder, CurrentPack current, OperationList operations, TimeProvider clock, AuditTrail audit)
{
    private const int MostKib = 256; // of a definition

    /// <summary>All rules by id.</summary>
    public IReadOnlyList<RuleRow> List()
    {
        var pack = current.Now;
        return [.. pack.RulesById.Values.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => Row(r, pack))];
    }

    /// <summary>A rule as it is now, with the tag of its text; null when there is none.</summary>
    public (RuleView Rule, string Tag)? Find(string id)
    {
        var pack = current.Now;
        return pack.RulesById.TryGetValue(id, out var rule) ? (new RuleView(Row(rule, pack), rule.Description, pack.TextOf(rule), rule.Guide), ETags.Of(pack.TextOf(rule))) : null;
    }

    /// <summary>Whether a text is a rule; nothing is saved.</summary>
    /// <exception cref="ApiException">It is empty or too long.</exception>
    public RuleCheck Check(string? text)
    {
        try
        {
            var pack = current.Now;
            var read = pack.Read(Text(text), "definition");
            _ = pack.JobsOf(read).Count();
            return new RuleCheck(true, null, read.Id);
        }
        catch (DefinitionException e)
        {
            return new RuleCheck(false, e.Message, null);
        }
    }

    /// <summary>Saves a rule. False when it is no longer what the tag was of.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="definition">Its YAML.</param>
    /// <param name="note">What is to be said about it.</param>
    /// <param name="ifMatch">Tag of the text that it replaces; null for whatever is there.</param>
    /// <exception cref="ApiException">The text is of another rule, empty or too long.</exception>
    /// <exception cref="DefinitionException">The text is wrong.</exception>
    public bool Save(string id, string? definition, string? note, string? ifMatch)
    {
        var text = Text(definition);
        var pack = Pack.Load(folder.Root);
        if (pack.Read(text, "definition").Id is var named && named != id) throw new ApiException("definition", $"it is of the rule {named}; right would be id: {id}");
        if (pack.RulesById.TryGetValue(id, out var before) && !ETags.Fits(ifMatch, pack.TextOf(before))) return false;
        var saved = Edit(rules => rules.Save(pack, text, "definition", note));
        if (saved is not null) audit.Note("rule.save", id, string.Create(CultureInfo.InvariantCulture, $"version {saved.Version}"));
        return true;
    }

    /// <summary>Removes a rule that is not of the pack. False when it is no longer what the tag was of.</summary>
    /// <exception cref="DefinitionException">There is none, or it is of the pack.</exception>
    public bool Delete(string id, string? ifMatch)
    {
        var pack = Pack.Load(folder.Root);
        var rule = pack.Rule(id);
        if (!ETags.Fits(ifMatch, pack.TextOf(rule))) return false;
        Edit(rules =>
        {
            rules.Delete(pack, rule, null);
            return rule;
        });
        audit.Note("rule.delete", id);
        return true;
    }

    /// <summary>Makes a rule of one's own out of another.</summary>
    /// <exception cref="DefinitionException">There is no such rule, or one of the new id.</exception>
    public void Duplicate(string id, string newId, string? name)
    {
        var pack = Pack.Load(folder.Root);
        Edit(rules => rules.Duplicate(pack, pack.Rule(id), newId, name));
        audit.Note("rule.duplicate", newId, $"from {id}");
    }

    /// <summary>Switches a rule on or off.</summary>
    /// <exception cref="ApiException">Its definition says that it is off.</exception>
    /// <exception cref="DefinitionException">There is no such rule.</exception>
    public void Switch(string id, bool enabled)
    {
        var pack = Pack.Load(folder.Root);
        if (enabled && !pack.Rule(id).Enabled) throw new ApiException("enabled", "the rule's definition says enabled: false; change that");
        if (DisabledRules.Set(folder.Root, [.. pack.RulesById.Keys], id, enabled)) audit.Note(enabled ? "rule.enable" : "rule.disable", id);
    }

    /// <summary>Begins to try a rule over a stretch of the past; its result is a <see cref="RuleTestView"/>. Nothing is saved or raised.</summary>
    /// <exception cref="ApiException">A value is wrong.</exception>
    /// <exception cref="DefinitionException">There is no such rule, or its definition is wrong.</exception>
    public Operation Test(string id, RuleTestRequest request)
    {
        var pack = Pack.Load(folder.Root);
        pack.TuneFor(folder.Root);
        var tried = request.Definition is null ? pack.Rule(id) : pack.Read(Text(request.Definition), "definition");
        _ = pack.JobsOf(tried).Count();
        var (from, to) = Query.Window(request.From, request.To);
        if (request.Threshold is < 0 or > 100) throw new ApiException("threshold", "right would be 0 to 100");
        var exceptions = ExceptionList.Of(folder.Root, pack, [tried]);
        return operations.Begin("rule_test", audit.Who, (_, cancellationToken) =>
        {
            using var reading = DataFolder.OpenForReading(folder.Root);
            var report = new RuleTrial(reading, folder.Temp).Run(pack, tried, exceptions, new ReplayOptions { FromMicros = from, ToMicros = to, Threshold = request.Threshold }, cancellationToken);
            return new RuleTestView(Query.Time(report.FromMicros), Query.Time(report.ToMicros), report.Raised.Count, report.Excepted, report.Suppressed, report.Learning, report.FullRuns, [.. report.Raised.Take(Query.MostItems).Select(a => AlertRow.Of(a, reading.State, pack))]);
        });
    }

    /// <summary>Changes rules over a connection of its own: the service's may be busy.</summary>
    private RuleDefinition? Edit(Func<RuleFolder, RuleDefinition?> edit)
    {
        using var own = DataFolder.OpenForReading(folder.Root);
        return edit(new RuleFolder(own, clock, audit.Who));
    }

    private static string Text(string? definition) => Query.Definition(definition, MostKib, "the rule's YAML");

    private static RuleRow Row(RuleDefinition r, Pack pack) => new(
        r.Id, r.Name, pack.IsEnabled(r), r.Severity, r.RiskScore, r.Threshold, r.JobIds, Durations.Text(r.Interval), Durations.Text(r.From), r.MaxAlerts, r.Version, pack.FileOf(r) is null,
        [.. r.Threats.Select(t => t.TacticName).Distinct(StringComparer.Ordinal)]);
}
