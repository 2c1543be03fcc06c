using OlConnector.Web;

namespace OlConnector;

/// <summary>What the program answers without starting: its version, and how it is used.</summary>
internal static class CommandLine
{
    private const string Help = """
        OlConnector: paced WhatsApp and SMS mailings from Bitrix24.

        dotnet OlConnector.dll [--Section:Name value]...   starts the server
        dotnet OlConnector.dll move --to CONNECTION        moves an installation from SQLite to PostgreSQL, once
        dotnet OlConnector.dll --version                   prints the version
        dotnet OlConnector.dll --help                      prints this

        The least that must be set, here by the environment:
          Bitrix24__ClientId=app....  Bitrix24__ClientSecret=...  Bitrix24__PublicUrl=https://olc.example.com
          DataDirectory=/var/lib/olconnector  ASPNETCORE_URLS=http://127.0.0.1:5000

        Settings come from appsettings.json in the working directory, the environment and the command line; later ones win.
        All of them: docs/configuration.md. Running it: docs/operations.md, docs/deploy.
        """;

    /// <summary>What to print instead of starting; null when the server is to start.</summary>
    internal static string? Answer(IReadOnlyList<string> args) => args switch
    {
        ["--help" or "-h" or "-?"] => Help,
        ["--version" or "-v"] => $"OlConnector {ProductVersion.Text}",
        _ => null,
    };
}
