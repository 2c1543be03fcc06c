using System.Text;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>The name under which a letter knows a column of a table: letters of any script, digits and underscores.</summary>
public static class ColumnName
{
    private const int Longest = 100;

    /// <summary>The name; empty where the header holds no letter and no digit. Runs of other signs become one underscore.</summary>
    public static string Of(string header)
    {
        var name = new StringBuilder(header.Length);
        foreach (var sign in WellFormedText.Normalize(header, NormalizationForm.FormC))
        {
            if (char.IsLetterOrDigit(sign) || sign == '_') name.Append(sign);
            else if (name.Length > 0 && name[^1] != '_') name.Append('_');
        }

        var plain = name.ToString().Trim('_') is { Length: > 0 } inner && header.Any(char.IsLetterOrDigit)
            ? Kept(name.ToString(), inner, header)
            : "";
        if (plain.Length > 0 && char.IsDigit(plain[0])) plain = "_" + plain;
        return plain.Length <= Longest ? plain : plain[..Longest];
    }

    /// <summary>Underscores that the header itself has at its ends stay.</summary>
    private static string Kept(string written, string inner, string header) => written == header ? written : inner;
}
