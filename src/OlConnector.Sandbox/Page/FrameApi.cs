using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Page;

/// <summary>What the portal's page needs of its server to show the app in a frame and to answer the app's script.</summary>
internal sealed class FrameApi(SandboxPortal portal)
{
    private static readonly (string Kind, int TypeId)[] Kinds =
        [("lead", CrmTypes.Lead), ("contact", CrmTypes.Contact), ("company", CrmTypes.Company), ("deal", CrmTypes.Deal)];

    /// <summary>
    /// The browser posts the form into the frame by itself; here it gets what to post, and what the app's script will ask for.
    /// </summary>
    public JObject Open(JObject form)
    {
        var user = UserOf(form);
        if (portal.App is null && user.IsAdmin)
            portal.AddApp();
        if (portal.App is not { } app || !app.IsInstalled && !user.IsAdmin)
            return new JObject { ["notice"] = true };
        var options = form["query"] as JObject ?? [];
        var (url, fields) = portal.Frame.Prepare(
            app.IsInstalled ? portal.AppPath : portal.InstallPath, user, PhpValue.Text(form["lang"]),
            PhpValue.Text(form["placement"]) is { Length: > 0 } placement ? placement : "DEFAULT", PhpValue.Json(PhpValue.Map(options)));
        return new JObject
        {
            ["url"] = url,
            ["fields"] = fields,
            ["install"] = !app.IsInstalled,
            ["firstRun"] = !app.Visitors.ContainsKey(user.Id),
            ["sid"] = PhpForm.Parse(new Uri(url).Query)["APP_SID"],
            ["domain"] = portal.Domain,
            ["memberId"] = portal.MemberId,
            ["isAdmin"] = user.IsAdmin,
            ["placementOptions"] = PhpValue.Map(options),
            ["appOptions"] = OptionsOf(""),
            ["userOptions"] = OptionsOf($"{user.Id}"),
            ["people"] = new JArray(portal.Users.Select(
                one => new JObject { ["id"] = one.Id, ["name"] = $"{one.Name} {one.LastName}", ["position"] = "" })),
            ["cards"] = Cards(),
        };
    }

    /// <summary>The installer said that it is done.</summary>
    public async Task<JObject> FinishAsync(JObject form, CancellationToken ct)
    {
        portal.Lifecycle.AnnounceAfterFinish();
        await portal.Lifecycle.FinishInstallAsync(UserOf(form), ct);
        return Done;
    }

    /// <summary>The app's script has told its person that this was the first run.</summary>
    public JObject ForgetFirstRun(JObject form)
    {
        portal.App?.Visitors.TryAdd(UserOf(form).Id, true);
        return Done;
    }

    /// <summary>Keeps an option of the app, which is for administrators, or of the person.</summary>
    public JObject SetOption(JObject form)
    {
        var user = UserOf(form);
        var isApp = PhpValue.Text(form["kind"]) == "app";
        if (isApp && !user.IsAdmin)
            return new JObject { ["refused"] = true };
        var owner = isApp ? "" : $"{user.Id}";
        var options = portal.OptionsOf(owner);
        lock (options)
            options[PhpValue.Text(form["name"])] = form["value"]?.DeepClone();
        return new JObject { ["options"] = OptionsOf(owner) };
    }

    /// <summary>A fresh pair of tokens for the person in the frame.</summary>
    public JObject RefreshAuth(JObject form)
    {
        var grant = portal.Tokens.Issue(portal.MemberId, UserOf(form).Id);
        return new JObject { ["AUTH_ID"] = grant.Access, ["REFRESH_ID"] = grant.Refresh, ["AUTH_EXPIRES"] = "3600" };
    }

    private static JObject Done => new() { ["done"] = true };

    private PortalUser UserOf(JObject form) => portal.UserById(PhpValue.Int(form["user"])) ?? portal.Admin;

    private JToken OptionsOf(string owner)
    {
        var options = portal.OptionsOf(owner);
        lock (options)
            return PhpValue.Map((JObject)options.DeepClone());
    }

    // The first card of each kind: what the portal's dialogue of cards offers.
    private JObject Cards() => new(Kinds
        .Select(kind => (kind.Kind, Card: portal.Crm.All(kind.TypeId) is [var first, ..] ? first : null))
        .Where(kind => kind.Card is not null)
        .Select(kind => new JProperty(kind.Kind, new JObject { ["id"] = kind.Card!.Id, ["title"] = kind.Card.DisplayName })));
}
