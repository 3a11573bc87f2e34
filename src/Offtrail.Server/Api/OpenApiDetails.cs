using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Offtrail.Server;

/// <summary>What the OpenAPI document says beyond the endpoints: how to get in, and which permission each asks for.</summary>
internal static class OpenApiDetails
{
    private const string Key = "key";

    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Offtrail", Version = "v1", Description = "What is unusual in AWS CloudTrail, and what to think of it." };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key: ot_…" };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Permission>().Cast<Permission?>().FirstOrDefault() is not { } permission) return Task.CompletedTask;
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [] }];
            operation.AddExtension("x-permission", new JsonNodeExtension(Permissions.NameOf(permission)));
            return Task.CompletedTask;
        });
    }
}
