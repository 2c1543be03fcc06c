using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary>Methods that need no scope (bitrix24.md §1.6, §7.1).</summary>
internal static class BasicMethods
{
    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["app.info"] = RestMethod.Basic(AppInfo),
        ["profile"] = RestMethod.Basic(call => RestAnswer.Ok(Profile(call))),
        ["user.current"] = new(["user", "user_basic", "user_brief"], call => RestAnswer.Ok(CurrentUser(call))),
        ["user.admin"] = RestMethod.Basic(call => RestAnswer.Ok(call.User.IsAdmin)),
        ["scope"] = RestMethod.Basic(call => RestAnswer.Ok(new JArray(call.Portal.Scopes))),
        ["methods"] = RestMethod.Basic(
            call => RestAnswer.Ok(new JArray(PortalRest.MethodNames.Where(name => PortalRest.Exists(call.Portal, name))))),
        ["method.get"] = RestMethod.Basic(MethodGet),
        ["server.time"] = RestMethod.Basic(call => RestAnswer.Ok(Time(call))),
        ["feature.get"] = RestMethod.Basic(_ => RestAnswer.Ok(new JObject { ["value"] = "Y" })),
    };

    private static RestAnswer AppInfo(RestContext call)
    {
        if (call.App is not { } app)
            return SenderMethods.ContextRequired;
        var plan = call.Portal.License.Split('_', 2)[^1];
        return RestAnswer.Ok(new JObject
        {
            ["ID"] = 5,
            ["CODE"] = "vendor.olconnector",
            ["VERSION"] = app.Version,
            ["STATUS"] = call.Portal.Status,
            ["INSTALLED"] = app.IsInstalled,
            ["PAYMENT_EXPIRED"] = call.Portal.Payment.IsExpired ? "Y" : "N",
            ["DAYS"] = call.Portal.Payment.DaysLeft,
            ["LANGUAGE_ID"] = call.Portal.Language,
            ["LICENSE"] = call.Portal.License,
            ["LICENSE_TYPE"] = plan,
            ["LICENSE_FAMILY"] = plan.TrimEnd("0123456789".ToCharArray()),
        });
    }

    private static JObject Profile(RestContext call) => new()
    {
        ["ID"] = call.User.Id.ToString(CultureInfo.InvariantCulture),
        ["ADMIN"] = call.User.IsAdmin,
        ["NAME"] = call.User.Name,
        ["LAST_NAME"] = call.User.LastName,
        ["PERSONAL_GENDER"] = "",
        ["TIME_ZONE"] = call.Portal.TimeZone,
    };

    private static JObject CurrentUser(RestContext call)
    {
        var user = Profile(call);
        user.Remove("ADMIN");
        user["ACTIVE"] = true;
        return user;
    }

    private static RestAnswer MethodGet(RestContext call)
    {
        var exists = PortalRest.Exists(call.Portal, call.Text("name").ToLowerInvariant());
        return RestAnswer.Ok(new JObject { ["isExisting"] = exists, ["isAvailable"] = exists });
    }

    private static string Time(RestContext call) => call.Portal.Now.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
