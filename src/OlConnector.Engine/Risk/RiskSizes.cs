namespace OlConnector.Engine.Risk;

/// <summary>Sizes of a mailing at which its risk is another one (product.md §12.9).</summary>
public static class RiskSizes
{
    /// <summary>More recipients are many.</summary>
    public const int Large = 50;

    /// <summary>More recipients are very many.</summary>
    public const int VeryLarge = 100;

    /// <summary>Whether a mailing that was weighed at one size has to be weighed again at another.</summary>
    public static bool Passes(int weighedAt, int size) =>
        (weighedAt <= Large && size > Large) || (weighedAt <= VeryLarge && size > VeryLarge);
}
