using System.Text;

namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>Braces and bars of clients' data, which are no groups of the letter's (design.md §6).</summary>
public static class ClientSigns
{
    /// <summary>The source text in which these signs stand for themselves.</summary>
    /// <param name="source">A message's source text.</param>
    /// <param name="places">As <see cref="Skeleton.ClientSignsIn"/> finds them, rising.</param>
    public static string Protect(string source, IReadOnlyList<int> places)
    {
        if (places.Count == 0) return source;
        var (text, end) = (new StringBuilder(source.Length + places.Count), 0);
        foreach (var place in places)
        {
            text.Append(source, end, place - end).Append('\\');
            end = place;
        }

        return text.Append(source, end, source.Length - end).ToString();
    }
}
