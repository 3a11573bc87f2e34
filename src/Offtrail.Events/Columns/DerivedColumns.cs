using System.Buffers;

namespace Offtrail.Events;

/// <summary>
/// Columns that are made from several members of a record. The rules are those of the ECS mapping of CloudTrail
/// (docs/fields.md): who counts as a service, whose name an assumed role has, what is a failure.
/// </summary>
internal static class DerivedColumns
{
    private const int LongestAddress = 45; // IPv6 that ends in an IPv4 address

    public static void Fill(EventView view)
    {
        var type = view.Get(Slot.IdentityType);
        view.Set(Slot.Account, view.Account);
        if (!view.HasValue(Slot.UserId) && type.SequenceEqual("IdentityCenterUser"u8)) view.Copy(Slot.OnBehalfOfUser, Slot.UserId);
        SessionColumns.Fill(view);
        if (type.SequenceEqual("AWSService"u8)) SetService(view, view.Get(Slot.InvokedBy));
        else if (type.SequenceEqual("AssumedRole"u8) && ServiceOf(view.Get(Slot.IssuerArn)) is { Length: > 0 } service)
            SetService(view, view.HasValue(Slot.InvokedBy) ? view.Get(Slot.InvokedBy) : service);
        else if (view.HasValue(Slot.IssuerName) && (type.SequenceEqual("AssumedRole"u8) || type.SequenceEqual("FederatedUser"u8)))
            view.Copy(Slot.IssuerName, Slot.UserName);
        else if (!view.HasValue(Slot.UserName) && view.Get(Slot.Action).SequenceEqual("UserAuthentication"u8))
            view.Copy(Slot.AdditionalUserName, Slot.UserName);
        SetOutcome(view);
        if (IsAddress(view.Get(Slot.SourceAddress))) view.Copy(Slot.SourceAddress, Slot.SourceIp);
        if (!view.HasValue(Slot.CloudAccount)) view.Copy(Slot.Recipient, Slot.CloudAccount);
    }

    private static void SetService(EventView view, ReadOnlySpan<byte> service)
    {
        view.Set(Slot.ServiceName, service);
        view.Clear(Slot.UserId);
        view.Clear(Slot.UserName);
    }

    /// <summary>The path segment after "role/aws-service-role/", which names the service that a service-linked role belongs to.</summary>
    private static ReadOnlySpan<byte> ServiceOf(ReadOnlySpan<byte> issuerArn)
    {
        var marker = ":role/aws-service-role/"u8;
        var at = issuerArn.IndexOf(marker);
        if (at < 0) return default;
        var rest = issuerArn[(at + marker.Length)..];
        var end = rest.IndexOf((byte)'/');
        return end < 0 ? rest : rest[..end];
    }

    private static void SetOutcome(EventView view)
    {
        if (view.HasValue(Slot.ConsoleLogin) && view.Get(Slot.Action).SequenceEqual("ConsoleLogin"u8))
        {
            Span<byte> lower = stackalloc byte[EventColumns.MaxBytes];
            var status = System.Text.Ascii.ToLower(view.Get(Slot.ConsoleLogin), lower, out var written);
            view.Set(Slot.Outcome, status == OperationStatus.Done ? lower[..written] : view.Get(Slot.ConsoleLogin));
        }
        else view.Set(Slot.Outcome, view.HasValue(Slot.ErrorCode) || view.HasValue(Slot.ErrorMessage) ? "failure"u8 : "success"u8);
    }

    /// <summary>Whether a text is an address of IPv4 or IPv6 and nothing more.</summary>
    internal static bool IsAddress(string text)
    {
        Span<byte> utf8 = stackalloc byte[LongestAddress * 3];
        return text.Length <= LongestAddress && IsAddress(utf8[..System.Text.Encoding.UTF8.GetBytes(text, utf8)]);
    }

    private static bool IsAddress(ReadOnlySpan<byte> text) => IpText.TryV4(text, out _) || IpText.TryV6(text, out _);
}
