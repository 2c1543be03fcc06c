using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Phones;

/// <summary>
/// The fate of a message, scripted by the last two digits of the number:
/// <list type="table">
/// <listheader><term>ending</term><description>what happens</description></listheader>
/// <item><term>00</term><description>delivered after 1 s, read 2 s later</description></item>
/// <item><term>11</term><description>accepted, after 2 s reported undelivered</description></item>
/// <item><term>12</term><description>refused at once: 422 <c>unknown_recipient</c></description></item>
/// <item><term>13</term><description>the first time blocks the line: 403 <c>line_blocked</c> until it is unblocked</description></item>
/// <item><term>14</term><description>the first time 429 with <c>Retry-After: 5</c>, then as usual</description></item>
/// <item><term>15</term><description>the first time 500, then as usual</description></item>
/// <item><term>16</term><description>recorded, but the answer never comes; delivered after 30 s</description></item>
/// <item><term>17</term><description>recorded, then the connection is cut; delivered after 30 s</description></item>
/// <item><term>18</term><description>delivered after 90 s</description></item>
/// <item><term>19</term><description>delivered after 1 s, 3 s later the person replies "СТОП"</description></item>
/// <item><term>20</term><description>delivered after 1 s, 3 s later the person asks a question</description></item>
/// <item><term>21</term><description>accepted, and nothing is ever reported</description></item>
/// <item><term>others</term><description>delivered after 1 to 5 s; four of five are read 2 to 10 s later</description></item>
/// </list>
/// All times are sandbox time.
/// </summary>
public sealed record PhoneScript
{
    private const double ReadShare = 0.8;

    private PhoneScript() { }

    /// <summary>How the first answer to the sender goes wrong; nothing for 201.</summary>
    public PhoneFault? Answer { get; private init; }

    /// <summary>True when <see cref="Answer"/> happens only at the number's first message.</summary>
    public bool IsOnce { get; private init; }

    /// <summary>When it is delivered, counted from acceptance; nothing for never.</summary>
    public TimeSpan? Delivered { get; private init; }

    /// <summary>When it is read, counted from delivery; nothing for never.</summary>
    public TimeSpan? Read { get; private init; }

    /// <summary>When it is reported undelivered; nothing for never.</summary>
    public TimeSpan? Undelivered { get; private init; }

    /// <summary>What the person answers, <see cref="ReplyAfter"/> the delivery.</summary>
    public string? Reply { get; private init; }

    /// <summary>Pause between delivery and reply.</summary>
    public static TimeSpan ReplyAfter { get; } = Seconds(3);

    /// <summary>The script of a number.</summary>
    public static PhoneScript For(string phone, Chance chance) => Ending(phone) switch
    {
        "00" => new PhoneScript { Delivered = Seconds(1), Read = Seconds(2) },
        "11" => new PhoneScript { Undelivered = Seconds(2) },
        "12" => new PhoneScript { Answer = new PhoneFault.Answer(422, "unknown_recipient", "There is no such number.") },
        "13" => Usual(chance) with { Answer = PhoneFault.LineBlocked, IsOnce = true },
        "14" => Usual(chance) with { Answer = new PhoneFault.TooManyRequests(Seconds(5)), IsOnce = true },
        "15" => Usual(chance) with { Answer = new PhoneFault.Answer(500, "server_error", "Something broke."), IsOnce = true },
        "16" => new PhoneScript { Answer = new PhoneFault.Hang(IsRecorded: true), Delivered = Seconds(30) },
        "17" => new PhoneScript { Answer = new PhoneFault.Cut(IsRecorded: true), Delivered = Seconds(30) },
        "18" => new PhoneScript { Delivered = Seconds(90) },
        "19" => new PhoneScript { Delivered = Seconds(1), Reply = "СТОП" },
        "20" => new PhoneScript { Delivered = Seconds(1), Reply = "А до какого числа действует скидка?" },
        "21" => new PhoneScript(),
        _ => Usual(chance),
    };

    private static PhoneScript Usual(Chance chance) => new()
    {
        Delivered = TimeSpan.FromMilliseconds(chance.Between(1000, 5001)),
        Read = chance.Happens(ReadShare) ? TimeSpan.FromMilliseconds(chance.Between(2000, 10_001)) : null,
    };

    private static string Ending(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length >= 2 ? digits[^2..] : "";
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
