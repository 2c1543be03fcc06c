using OlConnector.Engine;
using OlConnector.Engine.Messages;

namespace OlConnector.Campaigns;

/// <summary>What people read when a mailing has ended.</summary>
/// <param name="Mailing">Its name.</param>
/// <param name="Line">The name of its line.</param>
/// <param name="States">How many of its messages stand in each state.</param>
internal sealed record EndNotice(string Mailing, string Line, IReadOnlyDictionary<MessageState, int> States)
{
    private int Sent => Of(MessageState.Sent, MessageState.Delivered, MessageState.Read, MessageState.Undelivered, MessageState.Unknown);

    private int Failed => Of(MessageState.Failed);

    private int Suppressed => Of(MessageState.Suppressed);

    private int Unsent => Of(MessageState.Stopped, MessageState.Cleared, MessageState.Expired);

    private Said Others => new(
        Named((Failed, "с ошибкой"), (Suppressed, "не отправлено ради получателя"), (Unsent, "не ушло")),
        Named((Failed, "failed"), (Suppressed, "spared for the recipient's sake"), (Unsent, "did not leave")));

    /// <summary>One notice for a mailing.</summary>
    internal static string TagOf(Guid campaign) => $"olc-end-{campaign:N}";

    internal Said Said => new(
        $"OlConnector: рассылка «{Mailing}» на линии «{Line}» завершена. Ушло {Sent} из {States.Values.Sum()}, "
        + $"доставлено к этому времени {Of(MessageState.Delivered, MessageState.Read)}{Others.Ru}. Подробности: OlConnector → «Рассылки».",
        $"OlConnector: the mailing “{Mailing}” on the line “{Line}” has ended. {Sent} of {States.Values.Sum()} left, "
        + $"{Of(MessageState.Delivered, MessageState.Read)} were delivered by now{Others.En}. Details: OlConnector → Mailings.");

    /// <summary>The same as a message to a number: of its name nothing that would be read as a group or a field.</summary>
    internal Said Message => new(
        $"Рассылка «{Plain}» завершена: ушло {Sent} из {States.Values.Sum()}, доставлено {Of(MessageState.Delivered, MessageState.Read)}"
        + $"{Others.Ru}.",
        $"The mailing “{Plain}” has ended: {Sent} of {States.Values.Sum()} left, "
        + $"{Of(MessageState.Delivered, MessageState.Read)} were delivered{Others.En}.");

    private string Plain => string.Concat(Mailing.Select(sign => sign switch
    {
        '{' or '[' => '(',
        '}' or ']' => ')',
        '|' or '\\' => '/',
        _ => sign,
    }));

    private int Of(params MessageState[] states) => states.Sum(state => States.GetValueOrDefault(state));

    private static string Named(params (int Count, string Word)[] kinds) =>
        string.Concat(kinds.Where(kind => kind.Count > 0).Select(kind => $", {kind.Word} {kind.Count}"));
}
