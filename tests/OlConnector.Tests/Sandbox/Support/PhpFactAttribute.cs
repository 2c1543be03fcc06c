using System.Diagnostics;

namespace OlConnector.Tests.Sandbox.Support;

/// <summary>A test that asks PHP itself. Where PHP is missing it is shown as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PhpFactAttribute : FactAttribute
{
    public PhpFactAttribute()
    {
        if (Php.Path is null)
            Skip = "php is not on the PATH: install php-cli to compare with PHP itself.";
    }
}

/// <summary>Runs a few lines of PHP.</summary>
internal static class Php
{
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "php")).FirstOrDefault(File.Exists);

    /// <summary>What the code prints when it reads the input from <c>php://stdin</c>.</summary>
    public static async Task<string> RunAsync(string code, string input)
    {
        using var php = Process.Start(new ProcessStartInfo(Path!, ["-r", code])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
        await php.StandardInput.WriteAsync(input);
        php.StandardInput.Close();
        var output = await php.StandardOutput.ReadToEndAsync();
        await php.WaitForExitAsync();
        return output;
    }
}
