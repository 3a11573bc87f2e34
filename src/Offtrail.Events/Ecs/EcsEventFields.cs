using System.Text;

namespace Offtrail.Events;

/// <summary>What kind of event it is, how it went, and the class that ECS gives the call.</summary>
internal static class EcsEventFields
{
    private static readonly ListNode s_info = ListNode.OfTexts(["info"]);

    public static void Put(EcsDraft draft)
    {
        draft.Put("event", "event", "kind");
        draft.Put(Outcome(draft), "event", "outcome");
        var found = draft.Text("eventName") is { } name ? EventClass.Of(name) : null;
        draft.Fields.Put(found?.Category, "event", "category");
        draft.Fields.Put(found?.Type ?? s_info, "event", "type");
    }

    /// <summary>The rule of <see cref="DerivedColumns"/>.</summary>
    private static string Outcome(EcsDraft draft)
    {
        if (draft.Text("eventName") == "ConsoleLogin" && draft.Text("responseElements", "ConsoleLogin") is { } login)
            return Ascii.IsValid(login) ? login.ToLowerInvariant() : login;
        return draft.Text("errorCode") is null && draft.Text("errorMessage") is null ? "success" : "failure";
    }
}
