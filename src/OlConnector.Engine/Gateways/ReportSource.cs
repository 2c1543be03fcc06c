namespace OlConnector.Engine.Gateways;

/// <summary>
/// A gateway whose reports come by themselves, on a connection that it holds, and
/// not by a call to our hook. An <see cref="IGateway"/> may implement it.
/// </summary>
public interface IReportSource
{
    /// <summary>Says where reports go. Called once, before anything else is asked of the gateway.</summary>
    /// <param name="store">
    /// Stores events durably, in their order; ends when they are stored and throws when they are not. Only then may the gateway tell its
    /// peer that it has them. It may be called at any time until the gateway is disposed of.
    /// </param>
    void ReportTo(Func<IReadOnlyList<GatewayEvent>, Task> store);
}
