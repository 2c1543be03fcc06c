using OlConnector.Engine;
using OlConnector.Engine.Portals;

namespace OlConnector.Web.Access;

/// <summary>What somebody may do, and on which lines.</summary>
/// <param name="Role">The highest thing they may do.</param>
/// <param name="Lines">The lines that exist for them; null for all of the portal, those to come included.</param>
internal sealed record Rights(Role Role, IReadOnlySet<LineId>? Lines)
{
    /// <summary>Whether all that the others allow is allowed by these: nobody gives away more than they hold (design.md §4.21).</summary>
    internal bool Cover(Rights others) =>
        others.Role <= Role && (Lines is null || (others.Lines is not null && others.Lines.IsSubsetOf(Lines)));

    /// <summary>As the audit writes them.</summary>
    public override string ToString() => $"{Storage.EnumText.Of(Role)}, lines {LineList.Write(Lines) ?? "all"}";
}
