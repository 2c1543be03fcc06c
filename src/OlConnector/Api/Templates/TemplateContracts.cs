using OlConnector.Api.Texts;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Templates;

/// <summary>A text that the portal keeps under a name.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Text">Spintax and fields, as a letter has them.</param>
/// <param name="Channel">What it is written for; null for either.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="ChangedBy">By whom: a person's or token's id.</param>
/// <param name="ChangedByName">What people call them, where known.</param>
/// <param name="Version">Grows with each change; the first part of the ETag.</param>
internal sealed record SavedTemplateResource(
    string Id, string Name, string Text, TextChannel? Channel, DateTimeOffset ChangedAt, string ChangedBy, string? ChangedByName,
    long Version) : IVersioned;

/// <summary>A text to be kept.</summary>
/// <param name="Name">1–200 characters, once in the portal whatever the case of its letters.</param>
/// <param name="Text">At most 4096 characters; checked as <c>text/preview</c> does.</param>
/// <param name="Channel">What it is written for. Default: either.</param>
internal sealed record SavedTemplateDraft(
    [property: Needed] string? Name = null, [property: Needed] string? Text = null, TextChannel? Channel = null);

/// <summary>Texts as one file: what is taken away is what can be brought.</summary>
/// <param name="Templates">The texts, at most 500.</param>
/// <param name="Replace">Of a name that is there already, the file's text counts. Default: false, what is there stays.</param>
internal sealed record TemplateFile(
    [property: Needed] IReadOnlyList<SavedTemplateDraft>? Templates = null, bool? Replace = null);

/// <summary>What a file of texts did.</summary>
/// <param name="Added">Texts of new names.</param>
/// <param name="Replaced">Texts that took the place of others.</param>
/// <param name="Known">Texts of names that stay as they are.</param>
/// <param name="Rejected">Texts that cannot be kept; they stop no other.</param>
internal sealed record TemplateImportAnswer(int Added, int Replaced, int Known, IReadOnlyList<RejectedTemplate> Rejected);

/// <summary>A text of a file that cannot be kept.</summary>
/// <param name="Index">Its place in the file, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">The code of the refusal.</param>
/// <param name="Detail">The same as a sentence.</param>
internal sealed record RejectedTemplate(int Index, string? Name, string Reason, string Detail);
