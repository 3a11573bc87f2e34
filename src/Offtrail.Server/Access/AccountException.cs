namespace Offtrail.Server;

/// <summary>What is asked of users or keys can't be done.</summary>
/// <param name="field">What is wrong, as the API names it.</param>
/// <param name="message">Why, and what would be right.</param>
public sealed class AccountException(string @field, string message) : Exception(message)
{
    /// <summary>What is wrong, as the API names it.</summary>
    public string Field => @field;
}
