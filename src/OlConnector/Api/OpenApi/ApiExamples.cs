namespace OlConnector.Api.OpenApi;

/// <summary>A body for every call that takes one, as a program might send it.</summary>
internal static class ApiExamples
{
    internal static readonly IReadOnlyDictionary<string, string> ByOperation = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["linesCreate"] = """
            {
              "name": "WhatsApp Sales", "number": "+7 916 123-45-67", "marketingInterval": "00:00:20",
              "gateway": {
                "kind": "green-api",
                "settings": { "apiUrl": "https://api.green-api.com", "idInstance": 1101000001, "apiTokenInstance": "d75b3a66374942c5b3c0" }
              },
              "window": { "days": ["mon", "tue", "wed", "thu", "fri"], "from": "10:00", "to": "18:00", "timeZone": "Europe/Moscow" }
            }
            """,
        ["linesChange"] = """{ "marketingInterval": "00:00:30", "window": { "to": "19:00" }, "limits": { "rest": { "mode": "hold" } } }""",
        ["linesForecast"] = """{ "messages": 300, "limits": { "perDay": { "mode": "hold", "max": 100 } } }""",
        ["linesTest"] = """{ "to": "+79161234567", "text": "{Hello|Good day}, this is a test." }""",
        ["linesRotateKey"] = """{ "which": "hook", "grace": "1.00:00:00" }""",
        ["linesCheckNumber"] = """{ "number": "+375291234567" }""",
        ["linesOfferLoginCode"] = """{ "phone": "+79161234567" }""",
        ["linesActOnSession"] = """{ "action": "restart" }""",
        ["campaignsCreate"] = """
            {
              "kind": "prepared",
              "line": "0198b3a0c1d27e5f8a4b6c7d8e9f0a1b",
              "name": "Spring",
              "text": "{Hello|Good day}, #NAME#! The spring catalogue is here.",
              "guard": { "limit": 50 },
              "waves": { "size": 50, "gap": "1.00:00:00" }
            }
            """,
        ["campaignsName"] = """
            { "recipients": [{ "phone": "+79161234567", "fields": { "NAME": "Anna" } }, { "phone": "+79161234568" }] }
            """,
        ["campaignsPreview"] = """{ "rows": 5 }""",
        ["campaignsTest"] = """{ "to": "+79161234567" }""",
        ["bulkBegin"] = """
            {
              "campaigns": [{
                "line": "0198b3a0c1d27e5f8a4b6c7d8e9f0a1b", "name": "Orders", "type": "personal",
                "recipients": [{ "phone": "+79161234567", "text": "Order 1502 is ready." }]
              }]
            }
            """,
        ["campaignsChange"] = """{ "name": "Spring", "validUntil": "2026-03-09T18:00:00+03:00", "notify": { "users": ["7"] } }""",
        ["campaignsResume"] = """{ "acknowledgeRisk": true }""",
        ["campaignsStart"] = """{ "at": "2026-03-09T10:00:00+03:00" }""",
        ["campaignsMerge"] = """{ "other": "0198b3a0c1d27e5f8a4b6c7d8e9f0a1b" }""",
        ["campaignsSeparate"] = """{ "messages": ["0198b3a0c1d27e5f8a4b6c7d8e9f0a1b", "0198b3a0c1d27e5f8a4b6c7d8e9f0a1c"] }""",
        ["campaignsRelease"] = """{ "count": 50 }""",
        ["campaignsRestart"] = """{ "which": "notDelivered" }""",
        ["campaignsSplit"] = """{ "size": 50, "gap": "1.00:00:00" }""",
        ["messagesSend"] = """
            { "line": "0198c0de5a7e7b1c9d3f2a1b4c5d6e7f", "to": "+79161234567", "text": "{Hello|Good day}, your order is ready." }
            """,
        ["messagesRelease"] = """{ "as": "blank" }""",
        ["messagesResolve"] = """{ "as": "sent" }""",
        ["textPreview"] = """{ "items": [{ "template": "{Hello|Good day}, {{ NAME ?? \"friend\" }}!", "recipients": 300 }] }""",
        ["textTransliterate"] = """{ "items": [{ "text": "Ваш заказ готов", "scheme": "sms" }] }""",
        ["phonesNormalize"] = """{ "items": [{ "raw": "8 (921) 555-44-33", "region": "RU" }] }""",
        ["linksInspect"] = """{ "items": [{ "text": "See https://example.com" }] }""",
        ["optoutInspect"] = """{ "items": [{ "text": "Stop." }] }""",
        ["suppressionsAdd"] = """{ "phone": "+79161234567", "reason": "Asked by telephone" }""",
        ["suppressionsRemove"] = """{ "reason": "Entered by mistake" }""",
        ["templatesSave"] = """
            { "name": "Spring catalogue", "text": "{Hello|Good day}, {{NAME}}! The spring catalogue is here.", "channel": "whatsapp" }
            """,
        ["templatesChange"] = """{ "name": "Summer catalogue" }""",
        ["templatesImport"] = """{ "templates": [{ "name": "Ready", "text": "Your order is ready." }], "replace": true }""",
        ["tokensCreate"] = """{ "name": "Warehouse", "role": "marketer" }""",
        ["webhooksCreate"] = """{ "url": "https://erp.example.com/olconnector", "events": ["message.updated", "campaign.completed"] }""",
        ["webhooksChange"] = """{ "enabled": true }""",
        ["usersChange"] = """{ "role": "marketer" }""",
        ["settingsChange"] = """{ "timeZone": "Asia/Almaty" }""",
        ["erasuresErase"] = """{ "phone": "+375291234567" }""",
        ["sessionRenew"] = """
            { "accessToken": "6b6e3a6800705f2d0000012300000001", "memberId": "3b7f0c9de1a24586b0f7d2c4a9e81635" }
            """,
    };
}
