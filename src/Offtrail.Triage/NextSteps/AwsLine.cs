namespace Offtrail.Triage;

/// <summary>A line of the AWS CLI that runs in one account only: the same names may stand in several, and the shell may be signed in to another.</summary>
internal static class AwsLine
{
    /// <summary>The line behind a guard that asks AWS which account the shell is signed in to.</summary>
    /// <param name="account">The account's number; anything else gives the line as it is.</param>
    /// <param name="line">The command.</param>
    public static string In(string account, string line) =>
        AwsNames.IsAccount(account) ? $"[ \"$(aws sts get-caller-identity --query Account --output text)\" = {account} ] && {line}" : line;
}
