using System.Diagnostics;

namespace OlConnector.Tests.Deploy;

/// <summary>Runs a program of the system to its end.</summary>
internal static class SystemProgram
{
    /// <summary>How the product under test was built.</summary>
    internal static string Configuration =>
        AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>Waits until the product, as a process of its own, takes calls.</summary>
    internal static async Task ListensAsync(Process product)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        string? line;
        do line = await product.StandardOutput.ReadLineAsync(patience.Token);
        while (line is not null && !line.Contains("Application started", StringComparison.Ordinal));
        line.ShouldNotBeNull("it stopped before it listened");
    }

    /// <summary>What it said, on both of its outputs, and the code it ended with.</summary>
    internal static async Task<(int Code, string Said)> RunAsync(string program, string? folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (folder is not null) (start.WorkingDirectory, start.Environment["HOME"]) = (folder, folder);
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            var said = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, string.Concat(said));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
