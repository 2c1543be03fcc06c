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
    public static SpintaxReading Refused(int position) =>
        new(null, [new SpintaxProblem(SpintaxCodes.TooBig, position)], [], 0, null);
}
