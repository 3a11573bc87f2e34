using System.CommandLine;
using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.Server;

namespace Offtrail.Cli;

/// <summary><c>offtrail keys …</c>: keys for programs that use a service on this data folder, also while it runs.</summary>
internal static class KeysCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var keys = new Command("keys", "List the keys with which programs use \"offtrail serve\" on this data folder; make and revoke them.") { Make(clock, streams), Revoke(clock, streams), data, format };
        Examples.Add(keys, "offtrail keys", "offtrail keys create --name dashboard --role viewer --expires-in 90d", "offtrail keys revoke 3f9a1c02b7d4");
        keys.SetAction(parsed => Access.Do(parsed.GetValue(data), folder =>
        {
            var now = clock.Micros();
            var rows = folder.State.Keys.List().Select(k => new Row(
                k.Id, k.Name, k.Role.ToString().ToLowerInvariant(), k.Scopes, k.RevokedAt is not null ? "revoked" : k.ExpiresAt <= now ? "expired" : "good",
                k.ExpiresAt is { } ends ? AlertDocument.Time(ends) : null, k.LastUsed is { } used ? AlertDocument.Time(used) : null)).ToArray();
            RowPrinter.Print(rows, r => $"{r.Id}  {r.Role,-8} {r.State,-8} {(r.ExpiresAt is { } ends ? "until " + ends[..16].Replace('T', ' ') : "for ever"),-22} {PlainText.Of(r.Name)}{(r.Scopes.Count > 0 ? $" ({string.Join(", ", r.Scopes)})" : "")}", r => r, parsed.GetValue(format), streams.Out);
            if (rows.Length == 0 && parsed.GetValue(format) == AlertFormat.Table) streams.Error.WriteLine("No keys. \"offtrail keys create --name NAME --role viewer\" makes one.");
        }));
        Listing.AllowWord(keys);
        return keys;
    }

    private static Command Make(TimeProvider clock, StandardStreams streams)
    {
        var name = new Option<string>("--name") { Description = "What it is for", HelpName = "TEXT", Required = true };
        var role = UsersCommand.RoleOption(isRequired: true);
        var scopes = new Option<string[]>("--scope") { Description = "Only this of what the role may: read, work, define or administer. Repeatable. Default: all", HelpName = "SCOPE" };
        var expires = new Option<string?>("--expires-in") { Description = "How long it is good, such as 12h or 90d. Default: for ever", HelpName = "TIME" };
        var data = CommonOptions.Data();
        var command = new Command("create", "Make a key and print it; it is shown this once.") { name, role, scopes, expires, data };
        Examples.Add(command, "offtrail keys create --name dashboard --role viewer --expires-in 90d", "export OFFTRAIL_KEY=\"$(offtrail keys create --name me --role analyst)\"");
        command.SetAction(parsed =>
        {
            TimeSpan lasts = default;
            if (parsed.GetValue(expires) is { } text && !Durations.TryParse(text, out lasts)) throw new UsageException($"--expires-in \"{text}\" is no time; right would be 12h or 90d");
            return Access.Do(parsed.GetValue(data), folder =>
            {
                var (key, secret) = new Keys(folder.State, clock).Create(parsed.GetRequiredValue(name), parsed.GetValue(role)!.Value, parsed.GetValue(scopes) ?? [], parsed.GetValue(expires) is null ? null : lasts, Environment.UserName);
                Access.Note(folder, clock, "key.create", key.Id, $"{key.Name}, role {key.Role.ToString().ToLowerInvariant()}");
                streams.Out.WriteLine(secret);
            });
        });
        return command;
    }

    private static Command Revoke(TimeProvider clock, StandardStreams streams)
    {
        var id = new Argument<string>("KEY") { Description = "Its id, as \"offtrail keys\" lists it" };
        var data = CommonOptions.Data();
        var command = new Command("revoke", "Revoke a key at once.") { id, data };
        Examples.Add(command, "offtrail keys revoke 3f9a1c02b7d4");
        command.SetAction(parsed => Access.Do(parsed.GetValue(data), folder =>
        {
            new Keys(folder.State, clock).Revoke(parsed.GetRequiredValue(id));
            Access.Note(folder, clock, "key.revoke", parsed.GetRequiredValue(id), null);
            streams.Out.WriteLine($"{parsed.GetRequiredValue(id)} is revoked");
        }));
        return command;
    }

    private sealed record Row(string Id, string Name, string Role, IReadOnlyList<string> Scopes, string State, string? ExpiresAt, string? LastUsedAt);
}
