using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Node;

/// <summary>
/// Builds the product's services with every gateway kind wrapped: the entrance of a send is a place to die at, and a place to be broken at.
/// </summary>
internal sealed class Wrapping(FailPoints points, Defect? defect) : IServiceProviderFactory<IServiceCollection>
{
    public IServiceCollection CreateBuilder(IServiceCollection services) => services;

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
    {
        var kinds = containerBuilder.Where(service => service.ServiceType == typeof(IGatewayKind)).ToList();
        foreach (var kind in kinds)
        {
            containerBuilder.Remove(kind);
            containerBuilder.AddSingleton<IGatewayKind>(services => new WrappedKind((IGatewayKind)Make(kind, services), points, defect));
        }

        return containerBuilder.BuildServiceProvider();
    }

    private static object Make(ServiceDescriptor kind, IServiceProvider services) =>
        kind.ImplementationInstance ?? kind.ImplementationFactory?.Invoke(services)
            ?? ActivatorUtilities.CreateInstance(services, kind.ImplementationType!);

    private sealed class WrappedKind(IGatewayKind inner, FailPoints points, Defect? defect) : IGatewayKind
    {
        public string Kind => inner.Kind;

        public string Name => inner.Name;

        public GatewayTraits Traits => inner.Traits;

        public IReadOnlyList<GatewaySetting> Settings => inner.Settings;

        public IReadOnlyList<SettingProblem> Validate(GatewaySettings settings) => inner.Validate(settings);

        public IGateway Open(GatewaySettings settings, Uri? hook = null) => new WrappedGateway(inner.Open(settings, hook), points, defect);
    }

    private sealed class WrappedGateway(IGateway inner, FailPoints points, Defect? defect) : IGateway
    {
        /// <summary>A defect that shows at every send would be no test of the verifier's eyes.</summary>
        private const int EveryNth = 10;

        private int _sends;

        public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
        {
            points.Pass(FailPlace.IntentBeforeRequest);
            var result = await inner.SendAsync(message, ct);
            if (defect == Defect.Double && Interlocked.Increment(ref _sends) % EveryNth == 0) return await inner.SendAsync(message, ct);
            if (defect == Defect.Resend && result is SendResult.Unknown)
                return new SendResult.Postponed(PostponeScope.Message, TimeSpan.FromMilliseconds(100), CountsAsAttempt: false);
            return result;
        }

        public Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) => inner.GetConnectionAsync(ct);

        public Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct) =>
            inner.LookUpAsync(message, startedAt, ct);

        public CallbackResult ReadCallback(CallbackRequest request) => inner.ReadCallback(request);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
