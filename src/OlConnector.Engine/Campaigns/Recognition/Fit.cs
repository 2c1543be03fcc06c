namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>How well a text fits a letter.</summary>
/// <param name="Own">The letter's own words.</param>
/// <param name="Held">Those of them that the text holds, in their order.</param>
/// <param name="Missing">Words and signs of the letter's that the text lacks.</param>
/// <param name="Beyond">Words that stand where no message has any, or are more than the largest value so far.</param>
/// <param name="Excess">The same, when values may be larger than those that were seen.</param>
public readonly record struct Fit(int Own, int Held, int Missing, int Beyond, int Excess)
{
    /// <summary>Nothing is missing, and nothing is new.</summary>
    public bool IsPerfect => Own > 0 && Missing + Beyond == 0;

    /// <summary>1 when nothing speaks against it; may be less than 0.</summary>
    public double Likeness => Share(Missing + Beyond);

    /// <summary>The same, when values may be larger than those that were seen.</summary>
    public double LikenessAtBest => Share(Missing + Excess);

    private double Share(int cost) => Own == 0 ? 0 : 1 - ((double)cost / Own);
}
