using Microsoft.Extensions.DependencyInjection;

namespace Offtrail.Server;

/// <summary>What is served besides the API, by a room above this one.</summary>
public interface IServerPart
{
    /// <summary>Adds what it needs.</summary>
    void Add(IServiceCollection services);

    /// <summary>Adds its addresses.</summary>
    void Map(WebApplication app);
}
