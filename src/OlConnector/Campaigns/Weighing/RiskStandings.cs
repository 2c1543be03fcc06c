using OlConnector.Engine.Risk;
using OlConnector.Storage;

namespace OlConnector.Campaigns.Weighing;

/// <summary>How a mailing stands before the risk policy of its portal.</summary>
internal enum RiskStanding
{
    /// <summary>Its messages go on; so do those of one that is gone.</summary>
    Free,

    /// <summary>Its risk has to be weighed first.</summary>
    ToWeigh,

    /// <summary>Its risk is high, and nobody has confirmed it: its messages wait for a person.</summary>
    Held,
}

/// <summary>Keeps how mailings stand; asked for only where a portal holds what is of high risk.</summary>
internal static class RiskStandings
{
    private const string Select = "SELECT risk_level, risk_size, is_risk_confirmed, size FROM campaigns WHERE id = @id";

    private const string Weighed =
        "UPDATE campaigns SET risk_level = @level, risk_size = @size, version = version + 1 WHERE id = @id";

    private const string Decided = """
        UPDATE campaigns SET risk_level = @level, is_risk_confirmed = is_risk_confirmed OR @confirmed, version = version + 1
         WHERE id = @id
        """;

    /// <summary>How it stands for one more message.</summary>
    internal static RiskStanding Of(WriteTurn turn, Guid campaign) => turn.First(Select, row =>
    {
        var columns = new RowReader(row);
        var (level, weighedAt) = (columns.NextWordOrNull<RiskLevel>(), columns.NextInt());
        var (isConfirmed, size) = (columns.NextFlag(), columns.NextInt());
        return isConfirmed ? RiskStanding.Free
            : level == RiskLevel.High ? RiskStanding.Held
            : level is null || RiskSizes.Passes(weighedAt, size + 1) ? RiskStanding.ToWeigh
            : RiskStanding.Free;
    }, ("id", campaign));

    /// <summary>It was weighed at this size.</summary>
    internal static void Keep(WriteTurn turn, Guid campaign, RiskLevel level, int size) =>
        turn.Execute(Weighed, ("id", campaign), ("level", level), ("size", size));

    /// <summary>A person lets it go on, knowing this.</summary>
    internal static void Decide(WriteTurn turn, Guid campaign, RiskLevel level, bool isConfirmed) =>
        turn.Execute(Decided, ("id", campaign), ("level", level), ("confirmed", isConfirmed));
}
