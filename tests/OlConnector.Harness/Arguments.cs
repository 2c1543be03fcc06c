using System.Globalization;
using System.Security.Cryptography;

namespace OlConnector.Harness;

/// <summary>What the command line asks for.</summary>
/// <param name="Mode">The mode's word.</param>
/// <param name="Rounds">Rounds; null for the mode's short tier.</param>
/// <param name="Seed">Everything that is left to chance comes from it.</param>
/// <param name="OnPostgres">The second database.</param>
/// <param name="Keeps">Leaves the folders where they are.</param>
public sealed record Arguments(string Mode, int? Rounds, int Seed, bool OnPostgres, bool Keeps)
{
    /// <summary>Reads the command line; null when it cannot be understood.</summary>
    public static Arguments? Read(string[] args)
    {
        if (args.Length == 0) return null;
        var read = new Arguments(args[0], null, RandomNumberGenerator.GetInt32(1, 1_000_000), false, false);
        for (var i = 1; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--rounds" when Number(value) is { } rounds: (read, i) = (read with { Rounds = rounds }, i + 1); break;
                case "--seed" when Number(value) is { } seed: (read, i) = (read with { Seed = seed }, i + 1); break;
                case "--database" when value is "sqlite" or "postgres":
                    (read, i) = (read with { OnPostgres = value == "postgres" }, i + 1); break;
                case "--keep": read = read with { Keeps = true }; break;
                default: return null;
            }
        }

        return read;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
