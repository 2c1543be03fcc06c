using OlConnector.Sandbox.Crm;

namespace OlConnector.Browser.Tests.Support;

/// <summary>
/// A segment of eight clients, of whom one has a number that the network refuses; a mailing is collected for half a minute.
/// </summary>
public sealed class FlowWorld : World
{
    /// <summary>The segment, as CRM-Marketing lists it.</summary>
    public const string Segment = "Восемь клиентов";

    /// <summary>So many of them can be reached.</summary>
    public const int Reached = 7;

    private const string Refused = "12";

    private protected override double Speed => 20;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (Browser.Missing is not null) return;
        var contacts = Portal.Crm.All(CrmTypes.Contact).Where(contact => contact.Phones.Count == 1 && !contact.IsUnsubscribed)
            .Where(contact => contact.DisplayName.IndexOfAny(['{', '}']) < 0).ToList();
        var refused = Portal.Crm.All(CrmTypes.Contact).First(contact => contact.Phones.Count == 1 && IsRefused(contact));
        Portal.Marketing.AddSegment(Segment, contacts.Where(contact => !IsRefused(contact)).Take(Reached).Prepend(refused));
    }

    private static bool IsRefused(CrmEntity contact) => contact.Phones[0].EndsWith(Refused, StringComparison.Ordinal);
}
