using OlConnector.Api.Campaigns;
using OlConnector.Api.Messages;
using OlConnector.Engine;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Storage.Rows;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Templates;

/// <summary>A text that may be kept: its name and words were checked.</summary>
internal sealed record TemplateEntry(string Name, string Text, string? Channel)
{
    private const int LongestName = 200;
    private const int LongestText = 4096;

    /// <summary>By what two names are the same.</summary>
    internal string NameKey => Name.ToLowerInvariant();

    /// <summary>Reads what somebody wants kept; the refusal, or null and the entry.</summary>
    internal static Refusal? TryRead(SavedTemplateDraft draft, Portal portal, out TemplateEntry? entry)
    {
        entry = null;
        if (ShortText.Check(draft.Name, "name", LongestName, isRequired: true) is { } noName) return noName;
        var text = MailingDrafts.Clean(draft.Text);
        if (text is null || VisibleText.IsBlank(text)) return Refuse.Required("text");
        if (QuickSendChecks.TooLong(text, LongestText) is { } tooLong) return tooLong;
        if (QuickSendChecks.Broken(text, portal) is { } broken) return broken;
        entry = new TemplateEntry(draft.Name!.Trim(), text, draft.Channel is { } channel ? EnumText.Of(channel) : null);
        return null;
    }

    /// <summary>The row of a new one.</summary>
    internal SavedTemplate New(Caller caller, Guid id, DateTimeOffset now) => new()
    {
        PortalId = caller.Portal,
        Id = id,
        Name = Name,
        NameKey = NameKey,
        Text = Text,
        Channel = Channel,
        CreatedAt = now,
        ChangedAt = now,
        ChangedBy = caller.Actor,
        Version = 1,
    };

    /// <summary>Writes it over another; false when nothing differs.</summary>
    internal bool WriteOver(SavedTemplate row, Caller caller, DateTimeOffset now)
    {
        if ((row.Name, row.Text, row.Channel) == (Name, Text, Channel)) return false;
        (row.Name, row.NameKey, row.Text, row.Channel) = (Name, NameKey, Text, Channel);
        (row.ChangedAt, row.ChangedBy, row.Version) = (now, caller.Actor, row.Version + 1);
        return true;
    }
}
