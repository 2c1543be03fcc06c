using Newtonsoft.Json;
using OlConnector.Api.Messages;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Portals;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Reads recipients as calls name them.</summary>
/// <param name="portal">Whose rules hold for numbers and braces.</param>
/// <param name="longest">Characters that the line's gateway takes.</param>
internal sealed class RecipientReading(Portal portal, int longest)
{
    private const int MostFields = 200;
    private const int LongestField = 100;
    private const int LongestValue = 4096;

    /// <summary>Reads all; the refusal of the first that cannot be taken, which names its place, or null.</summary>
    internal Refusal? TryRead(IReadOnlyList<RecipientDraft?>? drafts, string path, out List<NewRecipient> recipients)
    {
        recipients = new List<NewRecipient>(drafts?.Count ?? 0);
        if (drafts?.Count > RecipientBook.MostInCall) return Refuse.TooManyItems(path, RecipientBook.MostInCall);
        foreach (var (index, draft) in (drafts ?? []).Index())
        {
            if (TryRead(draft ?? new RecipientDraft(), out var one) is { } refusal) return refusal.At($"{path}[{index}]");
            recipients.Add(one);
        }

        return null;
    }

    /// <summary>Reads a number; null when it is none that can be written to.</summary>
    internal string? PhoneOf(string text) =>
        NamedNumber.Read(text, portal.Country, portal.AcceptAnyNumber) is { } read
            && (portal.AcceptAnyNumber || PhoneUse.CanReach(read.Kind)) ? read.Number.Digits : null;

    /// <summary>What is wrong with a text of one recipient's own; null when it may go out.</summary>
    internal Refusal? CheckText(string? text) => string.IsNullOrWhiteSpace(text) ? null : MailingDrafts.CheckText(text, longest, portal);

    private Refusal? TryRead(RecipientDraft draft, out NewRecipient recipient)
    {
        recipient = default;
        if (string.IsNullOrWhiteSpace(draft.Phone)) return Refuse.Required("phone");
        if (PhoneOf(draft.Phone) is not { } phone) return Refuse.NoNumber("phone");
        var text = MailingDrafts.Clean(draft.Text);
        if ((CheckText(text) ?? CheckFields(draft.Fields)) is { } refusal) return refusal;
        recipient = new NewRecipient(
            phone, string.IsNullOrWhiteSpace(text) ? null : text,
            draft.Fields is { Count: > 0 } fields ? JsonConvert.SerializeObject(fields) : null);
        return null;
    }

    private static Refusal? CheckFields(IReadOnlyDictionary<string, string>? fields)
    {
        if (fields is null) return null;
        if (fields.Count > MostFields) return Refuse.TooManyItems("fields", MostFields);
        if (fields.Keys.FirstOrDefault(name => name.Length > LongestField || ColumnName.Of(name) != name) is { } odd)
            return Refuse.Invalid("fields", new Said(
                $"Имя поля {Shown(odd)} не годится: буквы, цифры и подчёркивание, не больше {LongestField} знаков, не с цифры.",
                $"{Shown(odd)} is no name of a field: letters, digits and underscores, at most {LongestField}, not a digit first."));
        return fields.FirstOrDefault(field => field.Value is null || field.Value.Length > LongestValue) is { Key: { } name }
            ? Refuse.Invalid("fields", new Said(
                $"Значение поля {Shown(name)} — строка не длиннее {LongestValue} знаков.",
                $"The value of {Shown(name)} is a text of at most {LongestValue} characters."))
            : null;
    }

    private static string Shown(string name) => name.Length <= LongestField ? name : name[..LongestField] + "…";
}
