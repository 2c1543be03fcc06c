using OlConnector.Intake.Spooling;
using OlConnector.Storage;

namespace OlConnector.Intake;

/// <summary>The HANDLER, and the spool that stands in for a database that is away.</summary>
internal static class IntakeRegistration
{
    internal static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSettings<SpoolOptions>(SpoolOptions.Section);
        services.AddSingleton<Acceptance>().AddSingleton<Spool>().AddSingleton<RobotIntake>().AddSingleton<CallProof>();
        services.AddHealthChecks().AddCheck<SpoolHealth>("spool");
        return services.AddSingleton<SpoolReplay>().AddHostedService(world => world.GetRequiredService<SpoolReplay>());
    }
}
