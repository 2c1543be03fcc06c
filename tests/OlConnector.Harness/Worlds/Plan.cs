namespace OlConnector.Harness.Worlds;

/// <summary>A line of the world, as its owner would know it.</summary>
/// <param name="Name">How the sink's paths and the journals call it.</param>
/// <param name="Id">The product's id for it.</param>
/// <param name="HandlerKey">The secret in its HANDLER address.</param>
/// <param name="HookKey">The secret in its callback address.</param>
/// <param name="DirectGap">The true interval before a direct message.</param>
/// <param name="MarketingGap">The true interval before a marketing message.</param>
/// <param name="Weight">Its share of the traffic.</param>
public sealed record LinePlan(
    string Name, Guid Id, string HandlerKey, string HookKey, TimeSpan DirectGap, TimeSpan MarketingGap, int Weight)
{
    /// <summary>The sender's CODE in its portal.</summary>
    public string Code => $"olc_{Id:N}";

    /// <summary>The interval that has to pass before a message of this traffic.</summary>
    public TimeSpan GapOf(bool isMarketing) => isMarketing ? MarketingGap : DirectGap;
}

/// <summary>A portal of the world.</summary>
/// <param name="MemberId">32 hexadecimal characters.</param>
/// <param name="ApplicationToken">What its calls carry.</param>
/// <param name="Lines">Its lines.</param>
public sealed record PortalPlan(string MemberId, string ApplicationToken, IReadOnlyList<LinePlan> Lines)
{
    /// <summary>The token of its programs.</summary>
    public string ApiToken => $"olct_{ApplicationToken}";
}

/// <summary>Who lives in a world. Made from the seed alone.</summary>
public sealed record WorldPlan(IReadOnlyList<PortalPlan> Portals)
{
    /// <summary>All lines of all portals.</summary>
    public IEnumerable<LinePlan> Lines => Portals.SelectMany(portal => portal.Lines);

    /// <summary>
    /// Quick lines for many messages in a few seconds, and in each portal a slow one whose
    /// interval is longer than a restart: only that one can show a gap cut short by it.
    /// </summary>
    public static WorldPlan Of(int seed, int portals = 2, int quickLines = 3)
    {
        var chance = new Random(seed);
        return new WorldPlan([.. Enumerable.Range(0, portals).Select(portal => new PortalPlan(Hex(chance, 16), Hex(chance, 16),
        [
            .. Enumerable.Range(0, quickLines).Select(
                line => Line(chance, $"p{portal}l{line}", TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(90), 12)),
            Line(chance, $"p{portal}slow", TimeSpan.FromMilliseconds(1200), TimeSpan.FromMilliseconds(2500), 1),
        ]))]);
    }

    private static LinePlan Line(Random chance, string name, TimeSpan direct, TimeSpan marketing, int weight) =>
        new(name, new Guid(Bytes(chance, 16)), Hex(chance, 16), Hex(chance, 16), direct, marketing, weight);

    private static string Hex(Random chance, int bytes) => Convert.ToHexStringLower(Bytes(chance, bytes));

    private static byte[] Bytes(Random chance, int count)
    {
        var bytes = new byte[count];
        chance.NextBytes(bytes);
        return bytes;
    }
}
