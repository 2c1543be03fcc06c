using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Messages;

/// <summary>Which part of the portal a message comes from; it decides the first fields of the call (bitrix24.md §5.2, §5.3).</summary>
public abstract record MessageSource
{
    private MessageSource() { }

    /// <summary>A card of the CRM: body A. The first binding is the card, the others are the client.</summary>
    public sealed record Card(params (int TypeId, int Id)[] Bindings) : MessageSource;

    /// <summary>A robot with our provider chosen: bodies B and B2.</summary>
    /// <param name="DocumentClass"><c>CCrmDocumentLead</c> and the like.</param>
    /// <param name="DocumentId"><c>LEAD_771</c>, <c>DYNAMIC_183_12</c>.</param>
    /// <param name="DocumentType"><c>LEAD</c>, <c>DYNAMIC_183</c>.</param>
    public sealed record Robot(string DocumentClass, string DocumentId, string DocumentType) : MessageSource;

    /// <summary>CRM-Marketing: body C. Nothing tells the letter or the client.</summary>
    public sealed record Marketing : MessageSource;

    /// <summary>A system SMS, or a robot on the default provider: body D, no headers at all.</summary>
    public sealed record Bare : MessageSource;

    /// <summary><c>module_id</c>; nothing when the field is not sent.</summary>
    public string? ModuleId => this switch
    {
        Card => "crm",
        Robot => "bizproc",
        Marketing => "sender",
        _ => null,
    };
}

/// <summary>Builds the fields of one HANDLER call in the order of the real ones.</summary>
public static class HandlerBody
{
    /// <summary>The whole call; <paramref name="auth"/> is nothing when the message has no author.</summary>
    public static JObject Build(PortalMessage message, MessageSource source, string workflowId, JObject? auth)
    {
        var body = new JObject { ["module_id"] = source.ModuleId };
        AddOrigin(body, source, workflowId);
        body["properties"] = new JObject { ["phone_number"] = message.To, ["message_text"] = message.Body };
        body["type"] = "SMS";
        body["code"] = message.Code;
        body["message_id"] = message.Id;
        body["message_to"] = message.To;
        body["message_body"] = message.Body;
        body["ts"] = message.At.ToUnixTimeSeconds();
        body["auth"] = auth;
        return body;
    }

    private static void AddOrigin(JObject body, MessageSource source, string workflowId)
    {
        switch (source)
        {
            case MessageSource.Card card:
                body["bindings"] = new JArray(card.Bindings.Select(binding => new JObject
                {
                    ["OWNER_TYPE_ID"] = binding.TypeId.ToString(CultureInfo.InvariantCulture),
                    ["OWNER_ID"] = binding.Id.ToString(CultureInfo.InvariantCulture),
                }));
                break;
            case MessageSource.Robot robot:
                body["workflow_id"] = workflowId;
                body["document_id"] = new JArray("crm", robot.DocumentClass, robot.DocumentId);
                body["document_type"] = new JArray("crm", robot.DocumentClass, robot.DocumentType);
                break;
        }
    }
}
