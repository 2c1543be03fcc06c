using System.Text;
using OlConnector.Engine.Intake;

namespace OlConnector.Engine.Tests.Campaigns.Recognition.Corpus;

/// <summary>A letter as a marketer writes it: pieces of text, and fields between them.</summary>
internal sealed record Letter(int Id, IReadOnlyList<Piece> Pieces, string? Author, string? Marker = null)
{
    /// <summary>As Bitrix24 hands it over (values escaped, the text itself not), and as intake keeps it.</summary>
    internal string TextFor(Client client) => MarketingText.Normalise(Written(value => Escaped(value), client));

    /// <summary>The same with all signs of the client's protected: what a composer that knows the letter would read.</summary>
    internal string IdealFor(Client client) => MarketingText.Normalise(Written(value => Escaped(Protected(value)), client));

    internal IEnumerable<string> OwnWords => Pieces.Where(piece => piece.Field is null).SelectMany(piece => piece.Text.Split(' '));

    private string Written(Func<string, string> value, Client client)
    {
        var text = new StringBuilder();
        foreach (var piece in Pieces) text.Append(piece.Field is { } field ? value(client.Values[field]) : piece.Text);
        return text.ToString();
    }

    private static string Escaped(string value) => value
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("\n", "&lt;br /&gt;<br />\n", StringComparison.Ordinal);

    private static string Protected(string value) =>
        string.Concat(value.Select(sign => "{|}[]\\".Contains(sign, StringComparison.Ordinal) ? $"\\{sign}" : $"{sign}"));
}

/// <summary>A piece of a letter: text of its own, or a field.</summary>
internal sealed record Piece(string Text, FieldKind? Field = null);
