using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Messages;

namespace OlConnector.Bitrix24.Parts;

/// <summary>How our robot shows itself among the portal's: what a person sets, and what it returns into the process.</summary>
/// <param name="Handler">Where the portal hands its calls to.</param>
/// <param name="Lines">What may be chosen as its line: CODEs and names.</param>
/// <param name="Language">Two letters of the portal's language, for what Bitrix24 takes in one language only.</param>
internal sealed record RobotFace(string Handler, IReadOnlyList<(string Code, string Title)> Lines, string Language)
{
    /// <summary>Its name inside the portal. Processes that people made hold it: it never changes.</summary>
    internal const string Code = "olconnector_send";

    internal const string Line = "line";
    internal const string Queue = "queue";
    internal const string Text = "text";
    internal const string Phone = "phone";
    internal const string Wait = "wait";
    internal const string Mailing = "mailing";

    /// <summary>How long a process waits where nobody set it, in hours.</summary>
    internal const int UsualWait = 24;

    private const string Direct = "direct";

    /// <summary>Parameters of <c>bizproc.robot.add</c>.</summary>
    internal JObject ToAdd()
    {
        var all = Fields();
        all.AddFirst(new JProperty("CODE", Code));
        return all;
    }

    /// <summary>Parameters of <c>bizproc.robot.update</c>.</summary>
    internal JObject ToUpdate() => new() { ["CODE"] = Code, ["FIELDS"] = Fields() };

    /// <summary>Parameters of <c>bizproc.robot.delete</c>.</summary>
    internal static JObject ToDelete() => new() { ["CODE"] = Code };

    private JObject Fields() => new()
    {
        ["HANDLER"] = Handler,
        // A person cannot switch the waiting off: a robot that returns its status needs it.
        ["USE_SUBSCRIPTION"] = "Y",
        ["NAME"] = Both(new Said("Отправить через OlConnector", "Send by OlConnector")),
        ["DESCRIPTION"] = Both(new Said(
            "Отправляет сообщение клиенту и возвращает его статус в процесс", "Sends a message to the client and returns its status")),
        ["PROPERTIES"] = Properties(),
        ["RETURN_PROPERTIES"] = new JObject
        {
            ["status"] = Property(new Said("Статус сообщения", "Status of the message"), "string"),
            ["reason"] = Property(new Said("Причина", "Reason"), "string"),
            ["message_id"] = Property(new Said("Номер сообщения", "Id of the message"), "string"),
        },
    };

    private JObject Properties()
    {
        var line = Property(new Said("Линия", "Line"), "select", isRequired: true);
        line["Options"] = new JObject(Lines.Select(each => new JProperty(each.Code, each.Title)));
        var queue = Property(new Said("Очередь", "Queue"), "select", isRequired: true);
        queue["Options"] = new JObject
        {
            [Direct] = new Said("Прямая: уходит первым", "Direct: goes first")[Language],
            [Mailing] = new Said("Рассылка: по её правилам и часам", "Mailing: by its rules and hours")[Language],
        };
        queue["Default"] = Direct;
        var text = Property(new Said("Текст", "Text"), "text", isRequired: true);
        text["Description"] = Both(new Said(
            "Можно варианты {Здравствуйте|Добрый день} и поля {{ NAME }}", "Variants {Hello|Good day} and fields {{ NAME }} may be used"));
        var phone = Property(new Said("Телефон", "Telephone"), "string");
        phone["Description"] = Both(new Said("Пусто: номер клиента из карточки", "Empty: the client's number from the card"));
        var wait = Property(new Said("Ждать статуса, часов", "Wait for the status, hours"), "int");
        wait["Default"] = UsualWait;
        return new JObject { [Line] = line, [Queue] = queue, [Text] = text, [Phone] = phone, [Wait] = wait };
    }

    private static JObject Property(Said name, string type, bool isRequired = false) =>
        new() { ["Name"] = Both(name), ["Type"] = type, ["Required"] = isRequired ? "Y" : "N" };

    /// <summary>The first language also becomes the fallback for all others.</summary>
    private static JObject Both(Said said) => new() { ["en"] = said.En, ["ru"] = said.Ru };
}
