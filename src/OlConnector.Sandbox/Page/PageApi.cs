using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Marketing;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Page;

/// <summary>
/// The API of the page: one GET for the whole picture, a POST for each button. JSON only, so that no foreign page can press them.
/// </summary>
internal sealed class PageApi(SandboxCloud cloud, SandboxPortal portal)
{
    private readonly FrameApi _frame = new(portal);
    private readonly RoleApi _roles = new(portal);

    public async Task ServeAsync(HttpContext http, string verb, CancellationToken ct)
    {
        if (http.Request.Method == "GET" && verb == "state")
        {
            await Requests.AnswerAsync(http, 200, PageState.Of(cloud, portal, http.Request.Query["lang"].ToString()), ct);
            return;
        }
        if (http.Request.Method != "POST"
            || http.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            await Requests.AnswerAsync(http, 404, new JObject { ["error"] = "There is no such button." }, ct);
            return;
        }
        var form = Requests.Json(await Requests.TextAsync(http, ct));
        var answer = await PressAsync(verb, form, ct);
        await Requests.AnswerAsync(http, answer is null ? 400 : 200, answer ?? new JObject { ["error"] = "The form is not complete." }, ct);
    }

    private async Task<JObject?> PressAsync(string verb, JObject form, CancellationToken ct) => verb switch
    {
        "open" => _frame.Open(form),
        "install-finish" => await _frame.FinishAsync(form, ct),
        "set-install" => _frame.ForgetFirstRun(form),
        "set-option" => _frame.SetOption(form),
        "refresh-auth" => _frame.RefreshAuth(form),
        "roles" => await _roles.AskAsync(ct),
        "role" => await _roles.GiveAsync(form, ct),
        "preview" => Preview(form),
        "launch" => Launch(form),
        "card" => WriteFromCard(form),
        "robot" => RunRobot(form),
        "reply" => Reply(form),
        "link" => Link(form),
        "unblock" => cloud.Phones.UnblockLine(PhpValue.Text(form["from"])) ? Done : null,
        "speed" => SetSpeed(form),
        "uninstall" => await UninstallAsync(form, ct),
        _ => null,
    };

    private Letter? LetterOf(JObject form) =>
        portal.Marketing.Segments.FirstOrDefault(segment => segment.Id == PhpValue.Int(form["segment"])) is { } segment
            && PhpValue.Text(form["text"]).Length > 0
            ? portal.Marketing.Write(PhpValue.Text(form["text"]), PhpValue.Text(form["code"]), segment, AuthorOf(form).Id)
            : null;

    private JObject? Preview(JObject form) => LetterOf(form) is { } letter && letter.Segment.Recipients.FirstOrDefault() is { } client
        ? new JObject { ["text"] = CrmMarketing.Render(letter, client), ["phone"] = PhoneText.MessageTo(client.Phones[0]) }
        : null;

    private JObject? Launch(JObject form)
    {
        if (LetterOf(form) is not { } letter || letter.SenderCode.Length == 0)
            return null;
        var stream = PhpValue.IsEmpty(form["rough"]) ? portal.Marketing.Stream : StreamOptions.Rough;
        cloud.InBackground(ct => portal.Marketing.LaunchLetterAsync(letter, stream, ct));
        return new JObject { ["letter"] = letter.Id, ["recipients"] = letter.Segment.Recipients.Count() };
    }

    private JObject? WriteFromCard(JObject form)
    {
        var (code, phone, text) = (PhpValue.Text(form["code"]), PhpValue.Text(form["phone"]), PhpValue.Text(form["text"]));
        if (code.Length == 0 || phone.Length == 0 || text.Length == 0)
            return null;
        var bindings = portal.Crm.FindByPhone(CrmTypes.Contact, phone).Take(1).Select(id => (CrmTypes.Contact, id)).ToArray();
        cloud.InBackground(_ => portal.Desk.SendFromCardAsync(code, phone, text, AuthorOf(form), bindings));
        return Done;
    }

    /// <summary>A process about this card comes to the app's robot, set as the form says.</summary>
    private JObject? RunRobot(JObject form)
    {
        if (portal.App?.Robots.Values.FirstOrDefault() is not { } robot || form["properties"] is not JObject properties
            || portal.Crm.Find(PhpValue.Int(form["type"]), PhpValue.Int(form["id"])) is not { } card)
            return null;
        cloud.InBackground(ct => portal.Processes.StartAsync(robot.Code, card, properties, ct: ct));
        return Done;
    }

    private PortalUser AuthorOf(JObject form) => portal.UserById(PhpValue.Int(form["user"])) ?? portal.Admin;

    private JObject? Reply(JObject form)
    {
        var phone = PhpValue.Text(form["phone"]);
        if (PhpValue.Text(form["text"]).Length == 0 || cloud.Phones.Received.Seen.All(message => message.To != phone))
            return null;
        cloud.Phones.Reply(phone, PhpValue.Text(form["text"]));
        return Done;
    }

    /// <summary>The line's telephone scans what the app shows, or gets the code that it shows typed in.</summary>
    private JObject? Link(JObject form)
    {
        var (from, code) = (PhpValue.Text(form["from"]), PhpValue.Text(form["code"]));
        var offer = cloud.Phones.Logins.Offers.FirstOrDefault(each => each.Portal == portal.MemberId && each.From == from);
        if (offer is null || code.Length > 0 && !string.Equals(code.Trim(), offer.Code, StringComparison.OrdinalIgnoreCase))
            return null;
        return cloud.Phones.Logins.Link(portal.MemberId, from) ? Done : null;
    }

    private JObject? SetSpeed(JObject form)
    {
        if (cloud.Clock is not ScaledTimeProvider clock || PhpValue.Int(form["speed"]) is not (> 0 and <= 10_000))
            return null;
        clock.Speed = PhpValue.Int(form["speed"]);
        return Done;
    }

    private async Task<JObject> UninstallAsync(JObject form, CancellationToken ct)
    {
        await portal.Lifecycle.UninstallAsync(clean: !PhpValue.IsEmpty(form["clean"]), ct: ct);
        return Done;
    }

    private static JObject Done => new() { ["done"] = true };
}
