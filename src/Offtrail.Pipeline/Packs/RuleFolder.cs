using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Pipeline;

/// <summary>
/// What people do with rules: the folder <c>rules</c> of the data folder, and the revisions of each rule in the state. May be used while
/// another process detects.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="clock">Tells when.</param>
/// <param name="who">Who does it.</param>
public sealed class RuleFolder(DataFolder folder, TimeProvider clock, string who)
{
    /// <summary>The folder's name in the data folder.</summary>
    public const string Name = "rules";

    /// <summary>Puts a rule into the folder. A changed one gets a higher version than the one before, if it has none.</summary>
    /// <param name="pack">The rules that there are.</param>
    /// <param name="text">Its YAML.</param>
    /// <param name="file">Name of the file that it comes from, for messages.</param>
    /// <param name="note">What is to be said about it.</param>
    /// <returns>The rule as it was saved; null when it was so already.</returns>
    /// <exception cref="DefinitionException">It is wrong, or names a job that is not there.</exception>
    public RuleDefinition? Save(Pack pack, string text, string file, string? note)
    {
        var rule = pack.Read(text, file);
        _ = pack.JobsOf(rule).Count();
        var before = pack.RulesById.GetValueOrDefault(rule.Id);
        if (before is not null && pack.TextOf(before) is var old && (old == text || (rule.Version <= before.Version && RuleText.WithVersion(text, before.Version) == old))) return null;
        var last = Math.Max(before?.Version ?? 0, LastVersion(rule.Id));
        if (rule.Version <= last) text = RuleText.WithVersion(text, last + 1);
        Put(pack, rule, text, note);
        return pack.Read(text, file);
    }

    /// <summary>Makes a rule of its own out of another.</summary>
    /// <param name="pack">The rules that there are.</param>
    /// <param name="rule">The other.</param>
    /// <param name="id">The id of the new one.</param>
    /// <param name="name">Its name; null for the other's with "(copy)" behind it.</param>
    /// <exception cref="DefinitionException">There is such a rule, or the id is none.</exception>
    public RuleDefinition Duplicate(Pack pack, RuleDefinition rule, string id, string? name)
    {
        if (pack.RulesById.ContainsKey(id)) throw new DefinitionException($"there is a rule \"{id}\" already; choose another id");
        var text = RuleText.WithName(RuleText.WithVersion(RuleText.WithId(pack.TextOf(rule), id), LastVersion(id) + 1), name ?? $"{rule.Name} (copy)");
        var copy = pack.Read(text, id);
        Put(pack, copy, text, $"made from {rule.Id}");
        return copy;
    }

    /// <summary>Removes a rule of the folder; its revisions stay. If the pack has one of this id, that runs again.</summary>
    /// <exception cref="DefinitionException">It is not in the folder.</exception>
    public void Delete(Pack pack, RuleDefinition rule, string? note)
    {
        var file = pack.FileOf(rule) ?? throw new DefinitionException($"{rule.Id} is a rule of the pack and can't be deleted; \"offtrail rules disable {rule.Id}\" switches it off");
        folder.State.InTransaction(() =>
        {
            MustBeAsRead(pack, rule, file);
            if (!Pack.Load().RulesById.ContainsKey(rule.Id)) LetGo(rule.Id);
            Note(rule.Id, pack.TextOf(rule), null); // a file may have been changed since the last revision
            File.Delete(file);
            return Note(rule.Id, null, note);
        });
    }

    /// <summary>Notes the texts of rules that are about to run, where they are others than before.</summary>
    public void Note(Pack pack, IEnumerable<RuleDefinition> rules)
    {
        foreach (var rule in rules) folder.State.InTransaction(() => Note(rule.Id, pack.TextOf(rule), null));
    }

    /// <summary>Switches rules on or off. Gives of each whether that changed anything. All of them or none.</summary>
    /// <exception cref="DefinitionException">One is not there, or says itself that it is off.</exception>
    public IReadOnlyList<bool> Switch(IReadOnlyList<string> ids, bool enabled) => folder.State.InTransaction(() => // one process at a time, and none deletes a rule meanwhile
    {
        var rules = Pack.Load(folder.Root).RulesById;
        foreach (var id in ids)
        {
            if (!rules.TryGetValue(id, out var rule)) throw new DefinitionException($"there is no rule \"{id}\"; there are {string.Join(", ", rules.Keys.Order(StringComparer.Ordinal))}");
            if (enabled && !rule.Enabled) throw new DefinitionException($"{id} says \"enabled: false\" itself; \"offtrail rules edit {id}\" changes it");
        }

        return ids.Select(id => DisabledRules.Set(folder.Root, [.. rules.Keys], id, enabled)).ToArray();
    });

    /// <summary>The highest version that a rule of this id ever had here; 0 when there was none. One that is made again goes on from there.</summary>
    private int LastVersion(string id) => folder.State.Revisions.Of(id).Select(r => r.Text is null ? 0 : RuleText.VersionOf(r.Text)).DefaultIfEmpty(0).Max();

    private void Put(Pack pack, RuleDefinition rule, string text, string? note)
    {
        var there = pack.RulesById.GetValueOrDefault(rule.Id);
        var own = there is null ? null : pack.FileOf(there);
        var file = own ?? Path.Combine(folder.Root, Name, $"{rule.Id}.yaml");
        folder.State.InTransaction(() => // one process at a time
        {
            if (own is not null) MustBeAsRead(pack, there!, own);
            else if (File.Exists(file)) throw new DefinitionException($"{file} holds a rule of another id, or came there just now; give that file another name, or try again");
            if (there is not null) Note(rule.Id, pack.TextOf(there), null);
            Directory.CreateDirectory(Path.Combine(folder.Root, Name));
            UserFile.Replace(file, text);
            return Note(rule.Id, text, note);
        });
    }

    /// <summary>What another process, or an editor, made of the file meanwhile is not overwritten.</summary>
    private static void MustBeAsRead(Pack pack, RuleDefinition rule, string file)
    {
        if (!File.Exists(file) || UserFile.Read(file) != pack.TextOf(rule)) throw new DefinitionException($"{file} was changed by somebody else meanwhile and stays as it is; look at it with \"offtrail rules show {rule.Id}\", then try again");
    }

    /// <summary>A rule that is gone may be named nowhere: the files that name it would be wrong, and nothing would run any more.</summary>
    private void LetGo(string id)
    {
        string[] there = [.. Pack.Load(folder.Root).RulesById.Keys]; // others may have come since
        string[] left = [.. there.Where(r => r != id)];
        Check(ExceptionList.FileName, (text, file) => ExceptionList.Parse(text, file, left));
        Check(SinkList.FileName, (text, file) => SinkList.Parse(text, file, left));
        DisabledRules.Set(folder.Root, there, id, enabled: true);

        void Check(string name, Action<string, string> parse)
        {
            var file = Path.Combine(folder.Root, name);
            try
            {
                if (File.Exists(file)) parse(UserFile.Read(file), file);
            }
            catch (DefinitionException e)
            {
                throw new DefinitionException($"{id} stays: {file} would be wrong without it; take it out there first. {e.Message}");
            }
        }
    }

    private bool Note(string id, string? text, string? note) =>
        folder.State.Revisions.Add(id, clock.Micros(), who, text, note);
}
