using Microsoft.Extensions.Options;

namespace OlConnector.Tests.Support;

/// <summary>Options that a test holds in its hand and may change while things run.</summary>
public sealed class FixedOptions<T>(T value) : IOptionsMonitor<T>, IOptions<T> where T : class
{
    /// <inheritdoc/>
    public T CurrentValue { get; } = value;

    /// <inheritdoc/>
    public T Value => CurrentValue;

    /// <inheritdoc/>
    public T Get(string? name) => CurrentValue;

    /// <inheritdoc/>
    public IDisposable? OnChange(Action<T, string?> listener) => null;
}
