using OlConnector.Engine.Gateways;

namespace OlConnector.Engine.Risk;

/// <summary>What a sender stands to lose, least first: a rule holds from one of these on.</summary>
public enum RiskReach
{
    /// <summary>A vendor's channel for SMS: carriers look at the text and at complaints alone.</summary>
    Sms,

    /// <summary>The vendor's own WhatsApp: a number is judged by how people take what it sends, not by its pace.</summary>
    OfficialWhatsApp,

    /// <summary>A telephone's own WhatsApp: a number that does not behave like a person is blocked.</summary>
    OwnNumber,
}

/// <summary>What a risk is weighed by; a part that is null was not asked about.</summary>
/// <param name="Reach">What the sender stands to lose.</param>
/// <param name="Line">Of the line that sends.</param>
/// <param name="Mailing">Of those who get it.</param>
/// <param name="Text">Of the text.</param>
public sealed record RiskFacts(RiskReach Reach, LineFacts? Line = null, MailingFacts? Mailing = null, TextFacts? Text = null)
{
    /// <summary>What the line of such a gateway stands to lose; a kind that nobody knows any more is taken for a telephone.</summary>
    public static RiskReach ReachOf(GatewayTraits? kind) =>
        kind is { Channel: Channel.Sms } ? RiskReach.Sms : kind is { IsOfficial: true } ? RiskReach.OfficialWhatsApp : RiskReach.OwnNumber;
}

/// <summary>What a line's risk depends on. Null is not known.</summary>
/// <param name="Interval">The pause before each marketing message that is in force.</param>
/// <param name="Hours">How long it may send in a day.</param>
/// <param name="Rhythm">Its mailing days, if it sends now.</param>
public sealed record LineFacts(TimeSpan Interval, TimeSpan Hours, MailingRhythm Rhythm)
{
    /// <summary>Time since the first connection.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Time since it last sent anything.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>Time since its gateway last spoke of a block or of suspected spam; null when it never did.</summary>
    public TimeSpan? SinceSpamSignal { get; init; }

    /// <summary>How many of those whom it wrote to answered.</summary>
    public Share? Replies { get; init; }

    /// <summary>How many of its messages went to numbers that the network refused or does not have.</summary>
    public Share? Refused { get; init; }
}

/// <summary>What the choice of recipients adds. Null is not known.</summary>
/// <param name="Recipients">How many get it.</param>
/// <param name="FirstContacts">How many of them had no dialog with the line before.</param>
public sealed record MailingFacts(int? Recipients = null, Share? FirstContacts = null);

/// <summary>What the text adds. Null is not known.</summary>
/// <param name="Uniqueness">Different texts in percent of the recipients, 0–100.</param>
/// <param name="IsPersonal">Something of the client stands in it: a name, a field of CRM.</param>
/// <param name="ShortLinks">Hosts of shortened links in it, each once.</param>
/// <param name="SaysHowToRefuse">It tells people how to get no more.</param>
public sealed record TextFacts(double? Uniqueness, bool? IsPersonal, IReadOnlyList<string> ShortLinks, bool SaysHowToRefuse);

/// <summary>So many of so many.</summary>
public readonly record struct Share(int Part, int Of)
{
    /// <summary>In percent, 0–100; 0 of nothing.</summary>
    public double Percent => Of == 0 ? 0 : 100.0 * Part / Of;

    /// <summary>In whole percent, rounded down: what is shown never reaches a bound that the share has not.</summary>
    public int Whole => (int)Percent;
}
