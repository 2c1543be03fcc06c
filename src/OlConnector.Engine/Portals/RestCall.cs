namespace OlConnector.Engine.Portals;

/// <summary>One REST call to a portal, masked, kept three days (the Market's rule; bitrix24.md §9).</summary>
public sealed class RestCall
{
    public required PortalId PortalId { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Method { get; init; }
    public required string Request { get; init; }
    public required string Response { get; init; }
    public required int HttpStatus { get; init; }
    public required TimeSpan Took { get; init; }
}
