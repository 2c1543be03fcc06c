using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Load;

/// <summary>A mailing from a table, as the one who brought it knows it.</summary>
public sealed class OwnMailing(PortalPlan portal, LinePlan line, string id)
{
    /// <summary>Whose it is.</summary>
    public PortalPlan Portal { get; } = portal;

    /// <summary>The line that sends it.</summary>
    public LinePlan Line { get; } = line;

    /// <summary>The product's id.</summary>
    public string Id { get; } = id;

    /// <summary>Rows of tables that came whole, once it had begun.</summary>
    public int Promised { get; set; }

    /// <summary>A report that came as a whole was none.</summary>
    public bool HasTornReport { get; set; }

    /// <summary>Messages in its report when all was quiet; null before.</summary>
    public int? Reported { get; set; }
}
