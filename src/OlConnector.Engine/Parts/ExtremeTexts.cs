using System.Runtime.InteropServices;
using System.Text;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Parts;

/// <summary>
/// Finds, without listing variants, the texts of a template between which all others lie: the cheapest and the dearest that are
/// GSM 7-bit, and the shortest and the longest that hold a foreign character. Placeholders weigh nothing here.
/// </summary>
internal sealed class ExtremeTexts
{
    private static readonly Weights Nothing = new(0, 0, null);

    private readonly string _source;
    private readonly bool _longest;
    private readonly Dictionary<SpintaxNode, Weights> _weights = [];

    private ExtremeTexts(string source, bool longest)
    {
        _source = source;
        _longest = longest;
    }

    private enum Wish
    {
        Any,
        GsmOnly,
        WithForeign,
    }

    public static List<SpintaxVariant> Of(SpintaxTemplate template)
    {
        var texts = new List<SpintaxVariant>();
        foreach (var longest in new[] { false, true })
        {
            var extremes = new ExtremeTexts(template.Source, longest);
            var root = extremes.Weigh(template.Root);
            if (root.Gsm is not null) texts.Add(extremes.Text(template.Root, Wish.GsmOnly));
            if (root.Foreign is not null) texts.Add(extremes.Text(template.Root, Wish.WithForeign));
        }
        return texts;
    }

    private Weights Weigh(SpintaxNode node)
    {
        var weights = node switch
        {
            TextNode text => WeighText(text),
            SequenceNode sequence => Together(sequence.Parts, Nothing),
            PermutationNode permutation => Together(permutation.Options, WeighSeparators(permutation)),
            ChoiceNode choice => Best(choice),
            _ => Nothing,
        };
        _weights[node] = weights;
        return weights;
    }

    private Weights WeighText(TextNode node) =>
        node.Kind is SpintaxTokenKind.Text or SpintaxTokenKind.Escape ? WeighText(_source.AsSpan(node.Start, node.Length), 1) : Nothing;

    private static Weights WeighSeparators(PermutationNode permutation) =>
        WeighText(permutation.Separator.Text, permutation.Options.Length - 1);

    private static Weights WeighText(ReadOnlySpan<char> text, int times)
    {
        var septets = GsmAlphabet.Measure(text);
        var length = text.Length * times;
        return septets < 0 ? new(length, null, length) : new(length, septets * times, null);
    }

    /// <summary>Adds up. Foreign characters are wanted once: where they cost least against the best text.</summary>
    private Weights Together(SpintaxNode[] nodes, Weights sum)
    {
        foreach (var node in nodes)
        {
            var next = Weigh(node);
            sum = new Weights(sum.Any + next.Any, sum.Gsm + next.Gsm, Better(sum.Foreign + next.Any, sum.Any + next.Foreign));
        }
        return sum;
    }

    private Weights Best(ChoiceNode choice)
    {
        int? any = null, gsm = null, foreign = null;
        foreach (var option in choice.Options)
        {
            var weights = Weigh(option);
            any = Better(any, weights.Any);
            gsm = Better(gsm, weights.Gsm);
            foreign = Better(foreign, weights.Foreign);
        }
        return new Weights(any!.Value, gsm, foreign);
    }

    private int? Better(int? one, int? other) => (one, other) switch
    {
        (null, _) => other,
        (_, null) => one,
        _ => _longest ? Math.Max(one.Value, other.Value) : Math.Min(one.Value, other.Value),
    };

    private SpintaxVariant Text(SequenceNode root, Wish wish)
    {
        var text = new Written(new StringBuilder(), []);
        Write(root, wish, text);
        return new SpintaxVariant(text.Text.ToString(), text.Braces);
    }

    private void Write(SpintaxNode node, Wish wish, Written text)
    {
        switch (node)
        {
            case TextNode part:
                if (part.Kind == SpintaxTokenKind.Escape) text.Braces.Add(text.Text.Length);
                text.Text.Append(_source, part.Start, part.Length);
                break;
            case SequenceNode sequence: WriteAll(sequence.Parts, SpintaxSeparator.None, Nothing, wish, text); break;
            case PermutationNode permutation:
                WriteAll(permutation.Options, permutation.Separator, WeighSeparators(permutation), wish, text);
                break;
            case ChoiceNode choice: Write(Chosen(choice, wish), wish, text); break;
        }
    }

    private void WriteAll(SpintaxNode[] nodes, SpintaxSeparator separator, Weights start, Wish wish, Written text)
    {
        var bearer = wish == Wish.WithForeign ? ForeignBearer(nodes, start) : -1;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (i > 0) Write(separator, text);
            Write(nodes[i], wish == Wish.GsmOnly ? wish : i == bearer ? Wish.WithForeign : Wish.Any, text);
        }
    }

    private static void Write(SpintaxSeparator separator, Written text)
    {
        text.Braces.AddRange(separator.Braces.Select(brace => text.Text.Length + brace));
        text.Text.Append(separator.Text);
    }

    /// <summary>The part that loses least when it has to hold the foreign character; -1 when the separators do.</summary>
    private int ForeignBearer(SpintaxNode[] nodes, Weights start)
    {
        if (start.Foreign is not null) return -1;

        int? best = null;
        var bearer = -1;
        for (var i = 0; i < nodes.Length; i++)
        {
            var loss = _weights[nodes[i]].Foreign - _weights[nodes[i]].Any;
            if (loss is null || Better(best, loss) == best) continue;
            best = loss;
            bearer = i;
        }
        return bearer;
    }

    private SequenceNode Chosen(ChoiceNode choice, Wish wish)
    {
        var wanted = _weights[choice].Of(wish);
        return Array.Find(choice.Options, option => _weights[option].Of(wish) == wanted)!;
    }

    private sealed record Written(StringBuilder Text, List<int> Braces);

    /// <summary>Best length of any text, best septets of a text within GSM 7-bit, best length of a text with a foreign character.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Weights(int Any, int? Gsm, int? Foreign)
    {
        public int? Of(Wish wish) => wish switch { Wish.GsmOnly => Gsm, Wish.WithForeign => Foreign, _ => Any };
    }
}
