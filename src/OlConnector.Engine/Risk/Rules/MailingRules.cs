namespace OlConnector.Engine.Risk.Rules;

/// <summary>How many get it, and whether they know the sender.</summary>
internal static class MailingRules
{
    private const int ManyStrangers = 50, SomeStrangers = 20;

    internal static readonly RiskRule[] All =
    [
        new("SIZE_OVER_50", RiskReach.Sms, RiskLever.Split,
            facts => facts.Mailing is { Recipients: > RiskSizes.Large and <= RiskSizes.VeryLarge and var size } ? Size(size, 10) : null),
        new("SIZE_OVER_100", RiskReach.Sms, RiskLever.Split,
            facts => facts.Mailing is { Recipients: > RiskSizes.VeryLarge and var size } ? Size(size, 20) : null),
        new("FIRST_CONTACTS", RiskReach.OfficialWhatsApp, RiskLever.Recipients, facts => facts.Mailing switch
        {
            null => null,
            { FirstContacts: null } => new Finding.NotKnown(new Said(
                "Сколько получателей ещё не переписывались с линией: их список ещё не известен.",
                "How many recipients have had no dialog with you: their list is not known yet.")),
            { FirstContacts: { Percent: >= ManyStrangers } share } => Strangers(share, 15),
            { FirstContacts: { Percent: >= SomeStrangers } share } => Strangers(share, 8),
            _ => null,
        }),
    ];

    private static Finding.Points Size(int size, int points) => new(
        points,
        new Said($"Получателей {size}. Большие рассылки блокируют чаще.",
            $"There are {size} recipients. Large mailings are blocked more often."),
        new Said($"Отправляйте волнами по {RiskSizes.Large} или делите сегмент.",
            $"Send in waves of {RiskSizes.Large}, or use smaller segments."));

    private static Finding.Points Strangers(Share share, int points) => new(
        points,
        new Said($"С {share.Whole} % получателей линия ещё не переписывалась.",
            $"{share.Whole} % of the recipients have had no dialog with the line."),
        new Said("Выберите в сегменте тех, с кем уже переписывались.", "Choose people with whom you have spoken before."));
}
