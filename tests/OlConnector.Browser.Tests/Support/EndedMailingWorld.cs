using OlConnector.Sandbox;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Marketing;

namespace OlConnector.Browser.Tests.Support;

/// <summary>A small mailing that has ended, of which one number is no number of the network.</summary>
public sealed class EndedMailingWorld : World
{
    /// <summary>The network refuses numbers that end so.</summary>
    private const string Refused = "12";

    private const int Reached = 2;

    /// <summary>A mailing is over in seconds.</summary>
    private protected override double Speed => 20;

    private protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [KeyValuePair.Create<string, string?>("Campaigns:JoinGap", "00:00:30")];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (Browser.Missing is not null) return;
        var contacts = Portal.Crm.All(CrmTypes.Contact).Where(contact => contact.Phones.Count == 1).ToList();
        var clients = contacts.Where(contact => IsRefused(contact)).Take(1)
            .Concat(contacts.Where(contact => !IsRefused(contact) && !contact.IsUnsubscribed).Take(Reached));
        var segment = Portal.Marketing.AddSegment("Три клиента", clients);
        await Portal.Marketing.LaunchLetterAsync(
            Portal.Marketing.Write("Запись на осмотр открыта", Launch.FirstSender(Portal), segment, Look.Marketer), StreamOptions.Calm);
    }

    private static bool IsRefused(CrmEntity contact) => contact.Phones[0].EndsWith(Refused, StringComparison.Ordinal);
}
