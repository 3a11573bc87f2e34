namespace Offtrail.Triage;

/// <summary>Tells calls that were refused, since the caller may not, from those that failed for another reason.</summary>
internal static class Refusals
{
    /// <summary>Parts of the error codes with which AWS's services refuse.</summary>
    private static readonly string[] s_codes = ["AccessDenied", "Unauthorized", "NotAuthorized", "AuthorizationError", "AuthFailure", "Forbidden", "InvalidClientTokenId"];

    /// <summary>Whether a failure is a refusal.</summary>
    /// <param name="action">The call; a sign-in that failed has no code and is one.</param>
    /// <param name="code">Its error code.</param>
    public static bool Is(string? action, string? code) => code is null ? action == SignIn : s_codes.Any(c => code.Contains(c, StringComparison.Ordinal));

    /// <summary>The call of the console's sign-in.</summary>
    public const string SignIn = "ConsoleLogin";
}
