using OlConnector.Engine.Lines;
using OlConnector.Storage;

namespace OlConnector.Lines;

/// <summary>Lines: who knows them, who changes them, how they are connected.</summary>
internal static class LinesRegistration
{
    internal static IServiceCollection AddLines(this IServiceCollection services)
    {
        services.AddSettings<LineOptions>(LineOptions.Section);
        return services.AddSingleton<LineDirectory>().AddSingleton<LineBook>().AddSingleton<LineControl>().AddSingleton<LineConnections>();
    }
}
