namespace OlConnector.Bitrix24.Crm;

/// <summary>What one look-up in CRM gave. A closed family.</summary>
internal abstract record Reading<T>
{
    private Reading() { }

    /// <summary>The portal answered; null when there is none.</summary>
    internal sealed record Known(T? Value) : Reading<T>;

    /// <summary>The portal could not be asked.</summary>
    internal sealed record Away(TimeSpan After) : Reading<T>;
}
