using System.CommandLine;
using Offtrail.Rules;
using Offtrail.Server;
using Offtrail.State;

namespace Offtrail.Cli;

/// <summary><c>offtrail users …</c>: who may sign in to a service on this data folder, also while it runs.</summary>
internal static class UsersCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var users = new Command("users", "List who may sign in to \"offtrail serve\" on this data folder; add, change, remove them.")
        {
            Add(clock, streams), Link(clock, streams), Change(clock, streams), Remove(clock, streams), data, format,
        };
        Examples.Add(users, "offtrail users", "offtrail users add ana --role analyst", "offtrail users link ana                 a new one-time link, for a forgotten password", "offtrail users change ana --disable");
        users.SetAction(parsed => Access.Do(parsed.GetValue(data), folder =>
        {
            var rows = folder.State.Users.List().Select(u => new Row(u.Name, u.Role.ToString().ToLowerInvariant(), u.IsDisabled, u.PasswordHash is not null, u.External is not null, u.LastSignIn is { } at ? AlertDocument.Time(at) : null)).ToArray();
            RowPrinter.Print(rows, r => $"{r.Name,-24} {r.Role,-8} {(r.Disabled ? "disabled" : r.HasPassword ? "" : r.IsExternal ? "OpenID Connect" : "no password yet"),-16} {(r.LastSignInAt is { } at ? "last signed in " + at[..16].Replace('T', ' ') : "never signed in")}", r => r, parsed.GetValue(format), streams.Out);
            if (rows.Length == 0 && parsed.GetValue(format) == AlertFormat.Table) streams.Error.WriteLine("No users. \"offtrail serve\" makes the first when it starts; \"offtrail users add NAME --role admin\" does too.");
        }));
        Listing.AllowWord(users);
        return users;
    }

    private static Command Add(TimeProvider clock, StandardStreams streams)
    {
        var (name, role, data) = (Name(), RoleOption(isRequired: true), CommonOptions.Data());
        var command = new Command("add", "Add a user, and print the token of a one-time link with which they set a password.") { name, role, data };
        Examples.Add(command, "offtrail users add ana --role analyst");
        command.SetAction(parsed => Access.Do(parsed.GetValue(data), folder =>
        {
            var accounts = new Accounts(folder.State, clock);
            var user = accounts.Create(parsed.GetRequiredValue(name), parsed.GetValue(role)!.Value);
            Access.Note(folder, clock, "user.create", user.Name, user.Role.ToString().ToLowerInvariant());
            PrintLink(user.Name, accounts.NewLink(user.Name), streams);
        }));
        return command;
    }

    private static Command Link(TimeProvider clock, StandardStreams streams)
    {
        var (name, data) = (Name(), CommonOptions.Data());
        var command = new Command("link", "Print the token of a new one-time link, for a forgotten password.") { name, data };
        Examples.Add(command, "offtrail users link ana");
        command.SetAction(parsed => Access.Do(parsed.GetValue(data), folder =>
        {
            var secret = new Accounts(folder.State, clock).NewLink(parsed.GetRequiredValue(name));
            Access.Note(folder, clock, "user.link", parsed.GetRequiredValue(name), null);
            PrintLink(parsed.GetRequiredValue(name), secret, streams);
        }));
        return command;
    }

    private static Command Change(TimeProvider clock, StandardStreams streams)
    {
        var (name, role, data) = (Name(), RoleOption(isRequired: false), CommonOptions.Data());
        var disable = new Option<bool>("--disable") { Description = "May not sign in any more; sessions end at once" };
        var enable = new Option<bool>("--enable") { Description = "May sign in again" };
        var command = new Command("change", "Give a user another role, or let them in no more.") { name, role, disable, enable, data };
        Examples.Add(command, "offtrail users change ana --role admin", "offtrail users change ana --disable");
        command.SetAction(parsed =>
        {
            var (off, on) = (parsed.GetValue(disable), parsed.GetValue(enable));
            if (off && on) throw new UsageException("--disable and --enable are opposites; say one");
            if (!off && !on && parsed.GetValue(role) is null) throw new UsageException("what is to change? --role ROLE, --disable or --enable says it");
            return Access.Do(parsed.GetValue(data), folder =>
            {
                var user = new Accounts(folder.State, clock).Change(parsed.GetRequiredValue(name), parsed.GetValue(role), off ? true : on ? false : null);
                Access.Note(folder, clock, "user.change", user.Name, $"role {user.Role.ToString().ToLowerInvariant()}{(user.IsDisabled ? ", disabled" : "")}");
                streams.Out.WriteLine($"{user.Name}: {user.Role.ToString().ToLowerInvariant()}{(user.IsDisabled ? ", disabled" : "")}");
            });
        });
        return command;
    }

    private static Command Remove(TimeProvider clock, StandardStreams streams)
    {
        var (name, data) = (Name(), CommonOptions.Data());
        var command = new Command("remove", "Remove a user; what they did stays noted.") { name, data };
        Examples.Add(command, "offtrail users remove ana");
        command.SetAction(parsed => Access.Do(parsed.GetValue(data), folder =>
        {
            new Accounts(folder.State, clock).Delete(parsed.GetRequiredValue(name));
            Access.Note(folder, clock, "user.delete", parsed.GetRequiredValue(name), null);
            streams.Out.WriteLine($"{parsed.GetRequiredValue(name)} is removed");
        }));
        return command;
    }

    private static void PrintLink(string name, string secret, StandardStreams streams)
    {
        streams.Out.WriteLine($"/welcome?token={secret}");
        streams.Error.WriteLine($"Behind the service's address this is a link that lets {name} set a password, once, within a day.");
    }

    private static Argument<string> Name() => new("NAME") { Description = "The user's name" };

    /// <summary>Which role.</summary>
    public static Option<Role?> RoleOption(bool isRequired) => new("--role")
    {
        Description = "viewer (looks), analyst (works on alerts and rules) or admin (everything)",
        HelpName = "ROLE",
        Required = isRequired,
        CustomParser = result => CommonOptions.OneWord<Role>("--role", result.Tokens[^1].Value, result),
    };

    private sealed record Row(string Name, string Role, bool Disabled, bool HasPassword, bool IsExternal, string? LastSignInAt);
}
