using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary><c>crm.duplicate.findbycomm</c> (bitrix24.md §7.1).</summary>
internal static class CrmLookups
{
    private const int MostValues = 20;
    private const int EnoughHits = 20;

    private static readonly int[] SearchOrder = [CrmTypes.Lead, CrmTypes.Contact, CrmTypes.Company];

    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["crm.duplicate.findbycomm"] = RestMethod.Of("crm", Find),
    };

    private static RestAnswer Find(RestContext call)
    {
        // This method puts its sentence where others put a code.
        if (call.Text("type").Length == 0)
            return RestAnswer.Failed(400, "Communication type is not defined.", "");
        if (call.Text("type").ToUpperInvariant() is not ("PHONE" or "EMAIL"))
            return RestAnswer.Failed(400, $"Communication type '{call.Text("type")}' is not supported in current context.", "");
        if (PhpValue.Items(call["values"]) is not { Count: > 0 } values)
            return RestAnswer.Failed(400, "Communication values is not defined.", "");
        if (call.Text("type").Equals("EMAIL", StringComparison.OrdinalIgnoreCase))
            return RestAnswer.Ok(new JArray());
        return RestAnswer.Ok(Hits(call, values.Take(MostValues).Select(PhpValue.Text)));
    }

    private static JObject Hits(RestContext call, IEnumerable<string> values)
    {
        var found = new JObject();
        var phones = values.Select(WithoutExtension).ToList();
        var wanted = call.Text("entity_type").ToUpperInvariant();
        foreach (var type in SearchOrder.Where(type => wanted.Length == 0 || CrmTypes.Name(type) == wanted))
        {
            var ids = phones.SelectMany(phone => call.Portal.Crm.FindByPhone(type, phone)).Distinct().Take(EnoughHits).ToList();
            if (ids.Count > 0)
                found[CrmTypes.Name(type)] = new JArray(ids);
            if (ids.Count >= EnoughHits)
                break;
        }
        return found;
    }

    private static string WithoutExtension(string phone) => phone.Split([';', ',', '#', 'x', 'X'], 2)[0];
}
