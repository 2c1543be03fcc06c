using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OlConnector.Bitrix24;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Lines;

namespace OlConnector.Intake;

/// <summary>Reads a HANDLER call (bitrix24.md §5.2) into the house's words. Nothing of the form goes further than this file.</summary>
internal static class HandlerCall
{
    internal const int MaxIdLength = 128;
    internal const int MaxNumberLength = 255;
    private const int MaxBindings = 20;
    private const string BindingStart = "bindings[";
    private const string BindingId = "][OWNER_ID]";
    internal const int MaxAuthorLength = 64;

    /// <summary>The message, or what the caller should know.</summary>
    internal static IncomingMessage? Read(PortalForm form, LineAddress line, out string? problem)
    {
        var to = form["message_to"] ?? form["properties[phone_number]"];
        var text = form["message_body"] ?? form["properties[message_text]"];
        var id = form["message_id"];
        problem = to is null && text is null && id is null ? "The body is no message: message_id, message_to and message_body are missing."
            : id is { Length: > MaxIdLength } ? $"message_id is longer than {MaxIdLength} characters."
            : to is { Length: > MaxNumberLength } ? $"message_to is longer than {MaxNumberLength} characters."
            : null;
        if (problem is not null) return null;

        var isMarketing = form["module_id"] == "sender";
        return new IncomingMessage(
            line.PortalId, line.LineId, line.Code,
            string.IsNullOrEmpty(id) ? Fingerprint(form, to, text) : id,
            isMarketing || line.TreatAsMarketing ? MessageSource.Marketing : MessageSource.Direct,
            isMarketing || line.TreatAsMarketing ? Traffic.Marketing : Traffic.Direct,
            to ?? "", Kept(isMarketing ? MarketingText.Normalise(text ?? "") : text ?? ""),
            form["auth[user_id]"] is { Length: <= MaxAuthorLength } author ? author : null, Bindings(form));
    }

    /// <summary>A text that no gateway takes is told to have failed; for that nobody needs the rest of it.</summary>
    internal static string Kept(string text) => text.Length <= IncomingMessage.MostText ? text : text[..IncomingMessage.MostText];

    /// <summary>Stands in for a missing id, so that a repeated call is still one message (product.md §5.4).</summary>
    private static string Fingerprint(PortalForm form, string? to, string? text)
    {
        var parts = string.Join('\u001f', form["workflow_id"], to, text, form["ts"]);
        return "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)));
    }

    private static string? Bindings(PortalForm form)
    {
        // PHP's lists have gaps and names: what stands in the first brackets only ties the two values together.
        var found = form.Names
            .Where(name => name.StartsWith(BindingStart, StringComparison.Ordinal) && name.EndsWith(BindingId, StringComparison.Ordinal))
            .Take(MaxBindings).Select(name => Binding(form, name)).OfType<string>().ToList();

        var document = found.Count == 0 ? form["document_id[2]"] : null;
        if (document is { Length: <= MaxIdLength } && Document(document) is { } binding) found.Add(binding);
        return found.Count == 0 ? null : string.Join(',', found);
    }

    private static string? Binding(PortalForm form, string nameOfId) =>
        form[nameOfId] is { } id && IsNumber(id) && form[nameOfId[..^BindingId.Length] + "][OWNER_TYPE_ID]"] is { } type && IsNumber(type)
            ? $"{type}:{id}"
            : null;

    /// <summary><c>LEAD_771</c>, <c>DYNAMIC_183_12</c>, <c>SMART_INVOICE_5</c> as type and id (bitrix24.md §5.2).</summary>
    internal static string? Document(string document)
    {
        var parts = document.Split('_');
        var id = parts[^1];
        if (!IsNumber(id)) return null;
        return string.Join('_', parts[..^1]) switch
        {
            "LEAD" => $"1:{id}",
            "DEAL" => $"2:{id}",
            "CONTACT" => $"3:{id}",
            "COMPANY" => $"4:{id}",
            "QUOTE" => $"7:{id}",
            "ORDER" => $"14:{id}",
            "SMART_INVOICE" => $"31:{id}",
            var dynamic when dynamic.StartsWith("DYNAMIC_", StringComparison.Ordinal) && IsNumber(dynamic[8..]) => $"{dynamic[8..]}:{id}",
            _ => null,
        };
    }

    private static bool IsNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
}
