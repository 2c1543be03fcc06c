using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Templates;

/// <summary>What saved texts are refused for.</summary>
internal static class TemplateRefusals
{
    internal static Refusal NameTaken() => new(409, "name_taken", new Said(
        "Заготовка с таким названием уже есть. Назовите эту иначе или измените ту.",
        "There is a saved text of this name. Choose another name, or change that one."), "name");

    internal static Refusal TooMany(int most) => new(409, "too_many_templates", new Said(
        $"Заготовок уже {most}, больше не помещается. Удалите ненужные.",
        $"There are {most} saved texts already, and no more fit. Delete some."));
}
