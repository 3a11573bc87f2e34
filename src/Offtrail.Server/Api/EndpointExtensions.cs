namespace Offtrail.Server;

/// <summary>How endpoints are described.</summary>
internal static class EndpointExtensions
{
    /// <summary>Asks for a permission, and says so in the OpenAPI document.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, Permission permission) =>
        endpoint.RequireAuthorization(Permissions.NameOf(permission)).WithMetadata(permission).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);

    /// <summary>Says in a sentence what it does.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder endpoint, string name, string summary) => endpoint.WithName(name).WithSummary(summary).ProducesProblem(StatusCodes.Status400BadRequest);
}
