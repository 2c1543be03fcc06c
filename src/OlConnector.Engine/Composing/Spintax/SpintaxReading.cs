namespace OlConnector.Engine.Composing.Spintax;

/// <summary>What reading a source gave.</summary>
/// <param name="Root">The tree; null when the source is invalid.</param>
/// <param name="Errors">Why it is invalid, in the order of the source.</param>
/// <param name="Warnings">What is odd, in the order of the source.</param>
/// <param name="Groups">Groups with options, nested ones counted.</param>
/// <param name="NotPermutations">Places of <c>[+</c> that are ordinary text although a second plus follows.</param>
internal sealed record SpintaxReading(
    SequenceNode? Root,
    IReadOnlyList<SpintaxProblem> Errors,
    IReadOnlyList<SpintaxProblem> Warnings,
    int Groups,
    HashSet<int>? NotPermutations)
{
    /// <summary>Readings after which a source that still changes its mind is refused. Ordinary texts need one, rarely two.</summary>
    private const int MostReadings = 16;

    /// <summary>
    /// Reads any string. A <c>[+…+</c> that ends without a bar of its own was no permutation; when its supposed separator hid syntax,
    /// the source is read once more with that knowledge.
    /// </summary>
    public static SpintaxReading Of(string source)
    {
        if (source.Length > SpintaxLimits.Characters) return Refused(SpintaxLimits.Characters);

        HashSet<int>? notPermutations = null;
        for (var reading = 0; reading < MostReadings; reading++)
        {
            var reader = new SpintaxReader(source, notPermutations);
            reader.ReadAll();
            if (!reader.Findings.IsDoubted) return reader.Result();
            (notPermutations ??= []).UnionWith(reader.Findings.NotPermutations!);
        }
        return Refused(0);
    }

    private static SpintaxReading Refused(int position) =>
        new(null, [new SpintaxProblem(SpintaxCodes.TooBig, position)], [], 0, null);
}
