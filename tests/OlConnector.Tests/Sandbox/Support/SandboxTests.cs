namespace OlConnector.Tests.Sandbox.Support;

/// <summary>A sandbox of its own for every test: nothing one test does can be seen by another.</summary>
public abstract class SandboxTests : IAsyncLifetime
{
    private protected SandboxWorld World { get; } = new();

    public Task InitializeAsync() => World.InitializeAsync();

    public Task DisposeAsync() => World.DisposeAsync();
}
