using OlConnector.Api.Refusals;

namespace OlConnector.Api.Lines;

/// <summary>What lines alone refuse.</summary>
internal static class LineRefusals
{
    internal static Refusal Deleted() => Refuse.WrongState("The line was deleted. Make another one.", "Линия удалена. Создайте другую.");

    internal static Refusal KindIsFixed(string kind) => new(
        400, "gateway_kind_fixed", $"This line sends by {kind} for ever. Make another line for another gateway.", $"Эта линия всегда работает через {kind}. Для другого шлюза создайте другую линию.", "gateway.kind");
}
