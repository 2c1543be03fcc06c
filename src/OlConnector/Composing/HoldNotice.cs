using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Messages.Reasons;

namespace OlConnector.Composing;

/// <summary>What people read when messages of a mailing begin to be held. How many it will be nobody knows then.</summary>
internal sealed record HoldNotice(string Mailing, string Line, Guid Campaign)
{
    private string Path => $"/api/v1/campaigns/{Campaign:N}";

    /// <summary>One notice for each mailing and reason.</summary>
    internal static string TagOf(Guid campaign, string reason) =>
        reason == Reason.SegmentGuard ? $"olc-guard-{campaign:N}" : $"olc-hold-{reason.ToLowerInvariant()}-{campaign:N}";

    /// <summary>The mailing is larger than the guard lets through.</summary>
    internal Said ByGuard(GuardOptions guard)
    {
        var isAll = guard.Policy == "hold-all";
        return new Said(
            $"OlConnector: рассылка «{Mailing}» на линии «{Line}» больше предела: {guard.Limit} сообщений. "
            + (isAll ? "Всё неотправленное задержано и само не уйдёт." : "Лишние сообщения задержаны и сами не уйдут.")
            + $" Отпустите или отклоните задержанное: в приложении или POST {Path}/release, …/discard.",
            $"OlConnector: the mailing “{Mailing}” on the line “{Line}” is larger than the limit of {guard.Limit} messages. "
            + (isAll ? "Everything unsent is held" : "What is above it is held")
            + $" and does not leave by itself. Release or discard what is held: in the app, or POST {Path}/release, …/discard.");
    }

    /// <summary>Any other reason, in its own words.</summary>
    internal Said For(string reason)
    {
        var (what, release) = (ExplainedReason.Of(reason, ReasonKind.Hold)!, ReleaseOf(reason));
        return new Said(
            $"OlConnector: в рассылке «{Mailing}» на линии «{Line}» задержаны сообщения, сами они не уйдут; остальные идут своим чередом. "
            + $"Причина: {what.Sentence.Ru} {what.WhatToDo.Ru} Сколько их всего, видно в приложении или GET {Path}. "
            + (release is null ? "" : $"Отпустить: POST {Path}/release{release}. ") + $"Отклонить: POST {Path}/discard.",
            $"OlConnector: messages of the mailing “{Mailing}” on the line “{Line}” are held and do not leave by themselves; the others "
            + $"go their way. The reason: {what.Sentence.En} {what.WhatToDo.En} How many there are in all is seen in the app, or "
            + $"GET {Path}. " + (release is null ? "" : $"To release them: POST {Path}/release{release}. ")
            + $"To give them up: POST {Path}/discard.");
    }

    /// <summary>The body with which a release helps; null where none does.</summary>
    private static string? ReleaseOf(string reason) => reason switch
    {
        Reason.TemplateInvalid => null,
        Reason.UnresolvedPlaceholder => """ {"as":"blank"}""",
        Reason.SpintaxInvalid => """ {"as":"literal"}""",
        _ => "",
    };
}
