using System.Diagnostics;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Storage;

public sealed class DataDirectoryTests
{
    [Fact]
    public void A_folder_in_use_is_refused_with_a_sentence_that_says_what_to_do()
    {
        using var folder = new TempFolder();
        using var first = new DataDirectory(folder.Path);

        var refusal = Should.Throw<InvalidOperationException>(() => new DataDirectory(folder.Path));

        refusal.Message.ShouldContain(folder.Path);
        refusal.Message.ShouldContain("Stop it, or give this one another DataDirectory.");
    }

    [Fact]
    public void A_folder_is_free_again_when_its_process_has_ended()
    {
        using var folder = new TempFolder();
        new DataDirectory(folder.Path).Dispose();

        Should.NotThrow(() => new DataDirectory(folder.Path).Dispose());
    }

    [Fact]
    public void Nothing_is_done_to_a_folder_that_was_let_go()
    {
        using var folder = new TempFolder();
        var directory = new DataDirectory(folder.Path);
        directory.EnsureHeld();

        directory.Dispose();

        Should.Throw<ObjectDisposedException>(directory.EnsureHeld);
    }

    [Fact]
    public async Task A_second_process_does_not_start_on_a_folder_in_use()
    {
        using var folder = new TempFolder();
        using var first = new DataDirectory(folder.Path);

        var (exitCode, output) = await StartProductAsync(folder.Path);

        exitCode.ShouldNotBe(0);
        output.ShouldContain("in use by another OlConnector process");
    }

    private static async Task<(int ExitCode, string Output)> StartProductAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        string[] settings =
            ["--urls", "http://127.0.0.1:0", "--DataDirectory", folder, "--Bitrix24:ClientId", "app.test",
                "--Bitrix24:ClientSecret", "secret", "--Bitrix24:PublicUrl", "https://olc.example.com"];
        foreach (var argument in settings.Prepend(Path.Combine(AppContext.BaseDirectory, "OlConnector.dll")))
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var output = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, string.Concat(output));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
