using OlConnector.Engine;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Which holds a release cannot end: composed again, such messages would only be held again. A broken field stays what it is; a broken
/// brace and a missing value need a word about them, or a portal that has another rule by now; a number that is too new for mailings needs
/// an administrator, and a high risk somebody who confirms it.
/// </summary>
internal sealed record HeldAgain(bool ByTemplate, bool BySpintax, bool ByMissingValue, bool ByAge, bool ByRisk)
{
    private const string Policies = "SELECT literal_spintax, missing_value FROM portals WHERE id = @portal";

    /// <summary>
    /// Held for a field that only a workflow of Bitrix24 fills (<c>{=…}</c>): by its reason a missing value, which no word about it helps.
    /// </summary>
    internal const string WorkflowField = "WORKFLOW_FIELD";

    /// <summary>What a message is held for, as SQL over its row.</summary>
    internal const string Kind = $"""
        CASE WHEN reason = '{Reason.UnresolvedPlaceholder}' AND template LIKE '%{Opener}%' THEN '{WorkflowField}'
             ELSE COALESCE(reason, '') END
        """;

    private const string Opener = "{=";

    /// <summary>Stands for a reason that is not excluded.</summary>
    private const string None = "-";

    /// <summary>Under the portal's present rules.</summary>
    /// <param name="wish">What the person says about them; null when nothing.</param>
    /// <param name="passesAge">Whether the person may let a number send that is too new for mailings.</param>
    /// <param name="passesRisk">Whether the person may let out what is held for its risk.</param>
    internal static HeldAgain Of(WriteTurn turn, PortalId portal, ReleaseAs? wish, bool passesAge, bool passesRisk)
    {
        var (takesBroken, missing) = turn.First(
            Policies, row => (row.GetBoolean(0), EnumText.To<MissingValuePolicy>(row.GetString(1))), ("portal", portal));
        return new HeldAgain(
            ByTemplate: true, BySpintax: wish != ReleaseAs.Literal && !takesBroken,
            ByMissingValue: wish is null or ReleaseAs.Literal && missing == MissingValuePolicy.Hold, ByAge: !passesAge,
            ByRisk: !passesRisk);
    }

    internal bool Is(string? reason) => reason switch
    {
        WorkflowField => true,
        Reason.TemplateInvalid => ByTemplate,
        Reason.SpintaxInvalid => BySpintax,
        Reason.UnresolvedPlaceholder => ByMissingValue,
        Reason.YoungLine => ByAge,
        Reason.HighRisk => ByRisk,
        _ => false,
    };

    /// <summary>The reasons that a query leaves out, as its values.</summary>
    internal (string Name, object? Value)[] Excluded =>
    [
        ("workflow", WorkflowField),
        ("template", ByTemplate ? Reason.TemplateInvalid : None), ("spintax", BySpintax ? Reason.SpintaxInvalid : None),
        ("missing", ByMissingValue ? Reason.UnresolvedPlaceholder : None), ("age", ByAge ? Reason.YoungLine : None),
        ("risk", ByRisk ? Reason.HighRisk : None),
    ];
}
