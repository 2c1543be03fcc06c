using System.Buffers;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>Writes one variant. The buffer is as long as the longest text, so nothing grows and only the result is allocated.</summary>
internal static class VariantWriting
{
    private const int OnTheStack = 512;

    public static string Write<TPicker>(string source, SequenceNode root, TPicker picker)
        where TPicker : struct, IVariantPicker
    {
        if (root.Parts is [TextNode only] && only.Length == source.Length) return source;

        var rented = root.Longest > OnTheStack ? ArrayPool<char>.Shared.Rent(root.Longest) : null;
        var buffer = rented ?? stackalloc char[OnTheStack];
        var text = buffer[..Write(source, root, ref picker, buffer)].ToString();
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return text;
    }

    /// <summary>Writes into the buffer and says how many characters.</summary>
    public static int Write<TPicker>(string source, SequenceNode sequence, ref TPicker picker, Span<char> to)
        where TPicker : struct, IVariantPicker
    {
        var written = 0;
        foreach (var part in sequence.Parts)
        {
            written += part switch
            {
                TextNode text => Copy(source.AsSpan(text.Start, text.Length), to[written..]),
                ChoiceNode choice => Write(source, choice.Options[picker.Choose(choice)], ref picker, to[written..]),
                PermutationNode permutation => Write(source, permutation, ref picker, to[written..]),
                _ => 0,
            };
        }
        return written;
    }

    private static int Write<TPicker>(string source, PermutationNode permutation, ref TPicker picker, Span<char> to)
        where TPicker : struct, IVariantPicker
    {
        Span<byte> order = stackalloc byte[permutation.Options.Length];
        for (var i = 0; i < order.Length; i++) order[i] = (byte)i;
        picker.Order(permutation, order);

        var written = 0;
        for (var place = 0; place < order.Length; place++)
        {
            if (place > 0) written += Copy(permutation.Separator, to[written..]);
            written += Write(source, permutation.Options[order[place]], ref picker, to[written..]);
        }
        return written;
    }

    private static int Copy(ReadOnlySpan<char> text, Span<char> to)
    {
        text.CopyTo(to);
        return text.Length;
    }
}
