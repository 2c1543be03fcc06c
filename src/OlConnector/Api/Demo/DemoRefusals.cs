using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Demo;

/// <summary>What the demo refuses before anything is done: nothing has changed.</summary>
internal static class DemoRefusals
{
    internal static Refusal Short(DemoShortage shortage) => shortage switch
    {
        { IsLineOver: true } => new Refusal(409, "line_expired", new Said(
            $"Пробный период линии окончен: не ушло бы ни одно сообщение из {shortage.Wanted}. Оплатите приложение в Маркете и повторите.",
            $"The line's trial is over: none of the {shortage.Wanted} would leave. Pay for the app in the Market, then try again.")),
        { Left: 0 } => new Refusal(409, "demo_quota", new Said(
            $"Пробных сообщений не осталось: не ушло бы ни одно из {shortage.Wanted}. Оплатите приложение в Маркете и повторите.",
            $"No trial messages are left: none of the {shortage.Wanted} would leave. Pay for the app in the Market, then try again.")),
        _ => new Refusal(409, "demo_quota", new Said(
            $"Пробный период пропустит только {shortage.Left} из {shortage.Wanted}, остальные не ушли бы. "
            + $"Возьмите не больше {shortage.Left} или оплатите приложение в Маркете.",
            $"The trial lets out only {shortage.Left} of {shortage.Wanted}; the others would not leave. "
            + $"Take at most {shortage.Left}, or pay for the app in the Market.")),
    };
}
