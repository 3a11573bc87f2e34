using System.Buffers;

namespace Offtrail.Events;

/// <summary>Who acts, whatever the session: offtrail.identity, and what a session's name tells.</summary>
internal static class SessionColumns
{
    private static readonly SearchValues<byte> s_hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    private enum ArnPart { Partition = 1, Service = 2, Account = 4, Resource = 5 }

    public static void Fill(EventView view)
    {
        var type = view.Get(Slot.IdentityType);
        SetSession(view, type);
        SetIdentity(view);
        if (!type.SequenceEqual("AWSService"u8)) SetCalledVia(view);
    }

    /// <summary>The name of the session and, when it is the session of an instance's role, the instance.</summary>
    private static void SetSession(EventView view, ReadOnlySpan<byte> type)
    {
        if (!type.SequenceEqual("AssumedRole"u8) && !type.SequenceEqual("FederatedUser"u8) && !type.SequenceEqual("IdentityCenterUser"u8)) return;
        var arn = view.Get(Slot.IdentityArn);
        var resource = Part(arn, ArnPart.Resource);
        var slash = resource.LastIndexOf((byte)'/');
        var colon = arn.IsEmpty ? view.Get(Slot.UserId).IndexOf((byte)':') : -1; // "AROA…:session", in calls from other accounts
        if (colon < 0 && (!Part(arn, ArnPart.Service).SequenceEqual("sts"u8) || slash < 0)) return;
        var name = colon >= 0 ? view.Get(Slot.UserId)[(colon + 1)..] : resource[(slash + 1)..];
        view.Set(Slot.SessionName, name);
        if (IsInstance(name)) view.Set(Slot.InstanceId, name);
    }

    /// <summary>
    /// The same over all sessions of an actor: the role's ARN, else the user's, else the service, else the principal. A
    /// session whose issuer is not told still names its role.
    /// </summary>
    private static void SetIdentity(EventView view)
    {
        if (!view.HasValue(Slot.IssuerArn) && RoleOf(view)) return;
        var from = view.HasValue(Slot.IssuerArn) ? Slot.IssuerArn
            : view.HasValue(Slot.IdentityArn) ? Slot.IdentityArn
            : view.HasValue(Slot.InvokedBy) ? Slot.InvokedBy
            : view.HasValue(Slot.UserId) ? Slot.UserId
            : view.HasValue(Slot.UserName) ? Slot.UserName : Slot.CloudAccount;
        var colon = view.Get(from).IndexOf((byte)':');
        if (from == Slot.UserId && colon > 0 && view.Get(from).StartsWith("AROA"u8)) view.Set(Slot.Identity, view.Get(from)[..colon]); // a role's id with the session behind it
        else view.Copy(from, Slot.Identity);
    }

    /// <summary>arn:aws:sts::A:assumed-role/R/S belongs to arn:aws:iam::A:role/R (the role's path is not in it).</summary>
    private static bool RoleOf(EventView view)
    {
        var session = view.Get(Slot.IdentityArn);
        var resource = Part(session, ArnPart.Resource);
        if (!Part(session, ArnPart.Service).SequenceEqual("sts"u8) || !resource.StartsWith("assumed-role/"u8)) return false;
        var role = resource["assumed-role/"u8.Length..];
        var end = role.IndexOf((byte)'/');
        if (end >= 0) role = role[..end];
        Span<byte> arn = stackalloc byte[EventColumns.MaxBytes + 32];
        var writer = arn;
        var length = Append(ref writer, "arn:"u8) + Append(ref writer, Part(session, ArnPart.Partition)) + Append(ref writer, ":iam::"u8) + Append(ref writer, Part(session, ArnPart.Account)) + Append(ref writer, ":role/"u8) + Append(ref writer, role);
        view.Set(Slot.Identity, arn[..length]);
        return true;
    }

    /// <summary>The service that made the call on the identity's behalf.</summary>
    private static void SetCalledVia(EventView view)
    {
        if (view.HasValue(Slot.InvokedBy)) view.Copy(Slot.InvokedBy, Slot.CalledVia);
        else if (ServicePrincipal.Is(view.Get(Slot.SourceAddress))) view.Copy(Slot.SourceAddress, Slot.CalledVia);
    }

    /// <summary>"i-" and 8 or 17 hexadecimal digits.</summary>
    private static bool IsInstance(ReadOnlySpan<byte> name) =>
        name.Length is 10 or 19 && name.StartsWith("i-"u8) && !name[2..].ContainsAnyExcept(s_hexadecimal);

    /// <summary>The parts of an ARN that are asked for here; empty where there are none.</summary>
    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> arn, ArnPart part)
    {
        if (!arn.StartsWith("arn:"u8)) return default;
        for (var i = 0; i < (int)part; i++)
        {
            var colon = arn.IndexOf((byte)':');
            if (colon < 0) return default;
            arn = arn[(colon + 1)..];
        }

        var end = part == ArnPart.Resource ? -1 : arn.IndexOf((byte)':');
        return end < 0 ? arn : arn[..end];
    }

    private static int Append(ref Span<byte> to, ReadOnlySpan<byte> text)
    {
        text.CopyTo(to);
        to = to[text.Length..];
        return text.Length;
    }
}
