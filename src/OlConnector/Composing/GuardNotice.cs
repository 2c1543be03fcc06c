using OlConnector.Engine;
using OlConnector.Engine.Campaigns;

namespace OlConnector.Composing;

/// <summary>What people read when a mailing reaches a mark of its guard.</summary>
/// <param name="Mailing">Its name.</param>
/// <param name="Line">The name of its line.</param>
/// <param name="Guard">The guard in force.</param>
internal sealed record GuardNotice(string Mailing, string Line, GuardInForce Guard)
{
    /// <summary>It is larger than advised, and goes on.</summary>
    internal Said Warning => new(
        $"OlConnector: в рассылке «{Mailing}» на линии «{Line}» больше {Guard.Warn} номеров. Рассылка идёт, но чем она больше, тем вернее "
        + $"номер заблокируют. Предел — {Guard.Limit}. Проверьте, те ли клиенты в сегменте: OlConnector → «Рассылки».",
        $"OlConnector: the mailing “{Mailing}” on the line “{Line}” has more than {Guard.Warn} numbers. It goes on, but the larger it is, "
        + $"the sooner the number is blocked. The limit is {Guard.Limit}. Check that the segment has the right clients: OlConnector → "
        + "Mailings.");

    /// <summary>One notice for each mailing and mark.</summary>
    internal static string TagOf(GuardMark mark) => $"olc-guard-{(mark.Acts ? "" : "warn-")}{mark.Campaign:N}";

    /// <summary>It is larger than the guard lets through at once.</summary>
    /// <param name="waves">How the rest leaves by itself, where its settings say so.</param>
    internal Said Acting(MailingWaves? waves)
    {
        var then = Guard.Policy is GuardPolicy.HoldExcess or GuardPolicy.HoldAll && waves is not null ? InWaves(waves) : ByPolicy;
        return new Said(
            $"OlConnector: рассылка «{Mailing}» на линии «{Line}» больше предела: {Guard.Limit} сообщений. {then.Ru}",
            $"OlConnector: the mailing “{Mailing}” on the line “{Line}” is larger than the limit of {Guard.Limit} messages. {then.En}");
    }

    private Said ByPolicy => Guard.Policy switch
    {
        GuardPolicy.HoldAll => new(
            "Всё неотправленное задержано и само не уйдёт. Решите, что с ним делать: OlConnector → «Рассылки».",
            "Everything unsent is held and does not leave by itself. Decide what becomes of it: OlConnector → Mailings."),
        GuardPolicy.RejectExcess => new(
            "Лишние сообщения отклонены с ошибкой и не уйдут. Подробности: OlConnector → «Рассылки».",
            "What is above it fails and does not leave. Details: OlConnector → Mailings."),
        GuardPolicy.Warn => new(
            "По настройкам ничего не задержано, рассылка идёт дальше. Остановить её: OlConnector → «Рассылки».",
            "By its settings nothing is held, and it goes on. Stop it: OlConnector → Mailings."),
        _ => new(
            "Лишние сообщения задержаны и сами не уйдут. Решите, что с ними делать: OlConnector → «Рассылки».",
            "What is above it is held and does not leave by itself. Decide what becomes of it: OlConnector → Mailings."),
    };

    private static Said InWaves(MailingWaves waves) => new(
        $"Остальные уйдут сами, волнами по {waves.Size}, как задано в рассылке. Посмотреть и отменить волны: OlConnector → «Рассылки».",
        $"The others leave by themselves, in waves of {waves.Size}, as the mailing says. "
        + "See and cancel the waves: OlConnector → Mailings.");
}
