namespace Offtrail.Server;

/// <summary>A value of a request is wrong; answered as <see cref="ApiProblem.Field"/>.</summary>
/// <param name="field">The query parameter or member of the body.</param>
/// <param name="message">Why, and what would be right.</param>
public sealed class ApiException(string @field, string message) : Exception(message)
{
    /// <summary>The query parameter or member of the body.</summary>
    public string Field => @field;
}
