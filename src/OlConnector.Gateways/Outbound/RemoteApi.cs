using Refit;

namespace OlConnector.Gateways.Outbound;

/// <summary>
/// A vendor's REST API that is declared as an interface; Refit's source generator writes what stands behind it. Methods return the raw
/// answer: what it means, how much of it is read and what is logged stays with the caller.
/// </summary>
public static class RemoteApi
{
    /// <summary>
    /// Broken connections come as they are, not wrapped: whether a request left is decided on them, and Refit's own exception would carry
    /// the address, in which some vendors want a token.
    /// </summary>
    private static readonly RefitSettings Settings = new() { TransportExceptionFactory = static (_, broken, _) => broken };

    /// <summary>The API at the address of a client.</summary>
    /// <typeparam name="T">The declared interface.</typeparam>
    /// <param name="client">Its <see cref="HttpClient.BaseAddress"/> is the API's; its handler guards where calls may go.</param>
    /// <exception cref="InvalidOperationException">
    /// Nothing was generated for the interface: there is no fallback that builds requests by reflection.
    /// </exception>
    public static T At<T>(HttpClient client) => RestService.ForGenerated<T>(client, Settings);

    /// <summary>A client for one address over a handler that others share.</summary>
    /// <param name="address">Where the API is, with or without a slash at its end.</param>
    /// <param name="handler">The transport; the client does not dispose of it.</param>
    public static HttpClient Client(string address, HttpMessageHandler handler) =>
        new(handler, disposeHandler: false) { BaseAddress = new Uri(address.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
}
