namespace OlConnector.Sandbox;

/// <summary>What the sandbox says about itself when it is asked.</summary>
public static class Help
{
    /// <summary>The ways to start it.</summary>
    public const string Text = """
        A Bitrix24 cloud and a phone network that fit on a laptop, with OlConnector in them.

        dotnet run --project src/OlConnector.Sandbox [-- options]

          (none)              starts everything and prints addresses and API tokens
          --speed N           sandbox seconds in a real second; 1 where nothing is said, 60 with --headless
          --port N            port of the first portal and its page; 8124 where nothing is said, 0 for any
          --headless          one letter to thirty clients, then a table; exit code 0 when all books agree
          --apart --app URL   the outside world alone, for an OlConnector that runs elsewhere
          --help              this text
        """;
}
