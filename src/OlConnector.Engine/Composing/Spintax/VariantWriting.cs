using System.Buffers;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>Writes one variant. The buffer is as long as the longest text, so nothing grows and only the result is allocated.</summary>
internal static class VariantWriting
{
    private const int OnTheStack = 512;

    public static SpintaxVariant Write<TPicker>(string source, SequenceNode root, TPicker picker)
        where TPicker : struct, IVariantPicker
    {
        if (root.Parts is [TextNode only] && only.Length == source.Length) return SpintaxVariant.Plain(source);

        var rented = root.Longest > OnTheStack ? ArrayPool<char>.Shared.Rent(root.Longest) : null;
        var buffer = rented ?? stackalloc char[OnTheStack];
        var writer = new Writer<TPicker>(source, buffer, picker);
        writer.Write(root);
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return writer.Variant;
    }

    /// <summary>Writes into the buffer and says how many characters.</summary>
    public static int Write<TPicker>(string source, SequenceNode root, TPicker picker, Span<char> to)
        where TPicker : struct, IVariantPicker
    {
        var writer = new Writer<TPicker>(source, to, picker);
        writer.Write(root);
        return writer.Length;
    }

    private ref struct Writer<TPicker>(string source, Span<char> buffer, TPicker picker)
        where TPicker : struct, IVariantPicker
    {
        private readonly Span<char> _buffer = buffer;
        private TPicker _picker = picker;
        private List<int>? _braces;

        public int Length { get; private set; }

        public readonly SpintaxVariant Variant => new(_buffer[..Length].ToString(), _braces ?? (IReadOnlyList<int>)[]);

        public void Write(SequenceNode sequence)
        {
            foreach (var part in sequence.Parts)
            {
                switch (part)
                {
                    case TextNode text: Write(text); break;
                    case ChoiceNode choice: Write(choice.Options[_picker.Choose(choice)]); break;
                    case PermutationNode permutation: Write(permutation); break;
                }
            }
        }

        private void Write(TextNode text)
        {
            if (text.Kind == SpintaxTokenKind.Escape) (_braces ??= []).Add(Length);
            Copy(source.AsSpan(text.Start, text.Length));
        }

        private void Write(PermutationNode permutation)
        {
            Span<byte> order = stackalloc byte[permutation.Options.Length];
            for (var i = 0; i < order.Length; i++) order[i] = (byte)i;
            _picker.Order(permutation, order);
            for (var place = 0; place < order.Length; place++)
            {
                if (place > 0) Write(permutation.Separator);
                Write(permutation.Options[order[place]]);
            }
        }

        private void Write(SpintaxSeparator separator)
        {
            foreach (var brace in separator.Braces) (_braces ??= []).Add(Length + brace);
            Copy(separator.Text);
        }

        private void Copy(ReadOnlySpan<char> text)
        {
            text.CopyTo(_buffer[Length..]);
            Length += text.Length;
        }
    }
}
