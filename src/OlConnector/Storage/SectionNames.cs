using Microsoft.Extensions.Options;

namespace OlConnector.Storage;

/// <summary>A section that a room of this product reads.</summary>
internal sealed record KnownSection(string Name);

/// <summary>
/// Finds sections whose name is almost one of ours: what stands in them would pass unseen. Sections of anybody else are their business.
/// </summary>
internal sealed class SectionNames(IConfiguration settings, IEnumerable<KnownSection> known) : IValidateOptions<DatabaseOptions>
{
    /// <summary>Settings that stand in no section.</summary>
    private static readonly string[] Single = ["DataDirectory"];

    /// <summary>A slip of the finger or two.</summary>
    private const int MostSlips = 2;

    private const int ShortestName = 4;

    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        var names = known.Select(section => section.Name).Concat(Single).ToList();
        List<string> mistyped =
        [
            .. from child in settings.GetChildren()
               where child.Key.Length >= ShortestName && !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
               let meant = names.Find(one => Slips(child.Key, one) <= MostSlips && child.Value is null != Single.Contains(one))
               where meant is not null
               select $"There are no settings {child.Key}. Did you mean {meant}?",
        ];
        return mistyped.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistyped);
    }

    /// <summary>Letters to put in, leave out or exchange until one name is the other.</summary>
    private static int Slips(string typed, string meant)
    {
        var row = Enumerable.Range(0, meant.Length + 1).ToArray();
        for (var i = 1; i <= typed.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= meant.Length; j++)
            {
                var isSame = char.ToLowerInvariant(typed[i - 1]) == char.ToLowerInvariant(meant[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (isSame ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
