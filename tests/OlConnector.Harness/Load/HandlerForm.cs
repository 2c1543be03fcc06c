using System.Globalization;
using System.Text;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Load;

/// <summary>Writes a HANDLER call as PHP's http_build_query does: brackets encoded, a blank as plus, nulls left out.</summary>
internal static class HandlerForm
{
    /// <summary>The body of one message.</summary>
    internal static byte[] Of(PortalPlan portal, LinePlan line, string id, string phone, string text, bool isMarketing, DateTimeOffset at)
    {
        var form = new StringBuilder();
        Add(form, "module_id", isMarketing ? "sender" : "crm");
        if (!isMarketing)
        {
            Add(form, "bindings[0][OWNER_TYPE_ID]", "2");
            Add(form, "bindings[0][OWNER_ID]", "1502");
        }

        Add(form, "properties[phone_number]", phone);
        Add(form, "properties[message_text]", text);
        Add(form, "type", "SMS");
        Add(form, "code", line.Code);
        Add(form, "message_id", id);
        Add(form, "message_to", phone);
        Add(form, "message_body", text);
        Add(form, "ts", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        Add(form, "auth[domain]", "demo-olc.bitrix24.ru");
        Add(form, "auth[member_id]", portal.MemberId);
        Add(form, "auth[application_token]", portal.ApplicationToken);
        return Encoding.ASCII.GetBytes(form.ToString());
    }

    private static void Add(StringBuilder form, string name, string value)
    {
        if (form.Length > 0) form.Append('&');
        form.Append(Encode(name)).Append('=').Append(Encode(value));
    }

    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
