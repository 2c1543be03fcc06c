namespace OlConnector.Bitrix24.Crm;

/// <summary>Whose fields a message needs.</summary>
/// <param name="Bindings">CRM cards that the call named: <c>2:1502,3:318</c> (type and id); null for none.</param>
/// <param name="Phone">E.164 digits of the recipient; null where the number cannot be read.</param>
internal sealed record CrmQuestion(string? Bindings, string? Phone);

/// <summary>What CRM knows of a recipient. A closed family.</summary>
internal abstract record CrmAnswer
{
    private CrmAnswer() { }

    /// <summary>The client, the deal, or both.</summary>
    /// <param name="Fields">
    /// Values by CRM's names, <c>full_name</c>, <c>company</c>, <c>phone</c>, and <c>deal.</c> names; without case; empty ones are absent.
    /// </param>
    public sealed record Found(IReadOnlyDictionary<string, string> Fields) : CrmAnswer;

    /// <summary>CRM has no such client.</summary>
    public sealed record NotFound : CrmAnswer;

    /// <summary>CRM cannot be asked now.</summary>
    /// <param name="After">How long to wait at least.</param>
    public sealed record Unavailable(TimeSpan After) : CrmAnswer;
}
