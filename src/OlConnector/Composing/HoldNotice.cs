using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Messages.Reasons;

namespace OlConnector.Composing;

/// <summary>What people read when messages of a mailing begin to be held. How many it will be nobody knows then.</summary>
internal sealed record HoldNotice(string Mailing, string Line)
{
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
            + " Решите, что с ними делать: OlConnector → «Рассылки».",
            $"OlConnector: the mailing “{Mailing}” on the line “{Line}” is larger than the limit of {guard.Limit} messages. "
            + (isAll ? "Everything unsent is held" : "What is above it is held")
            + " and does not leave by itself. Decide what becomes of it: OlConnector → Mailings.");
    }

    /// <summary>The mailing is larger than the guard lets through at once; its settings say how the rest leaves.</summary>
    internal Said InWaves(GuardOptions guard, MailingWaves waves) => new(
        $"OlConnector: рассылка «{Mailing}» на линии «{Line}» больше предела: {guard.Limit} сообщений. "
        + $"Остальные уйдут сами, волнами по {waves.Size}, как задано в рассылке. Посмотреть и отменить волны: OlConnector → «Рассылки».",
        $"OlConnector: the mailing “{Mailing}” on the line “{Line}” is larger than the limit of {guard.Limit} messages. "
        + $"The others leave by themselves, in waves of {waves.Size}, as the mailing says. "
        + "See and cancel the waves: OlConnector → Mailings.");

    /// <summary>Any other reason, in its own words.</summary>
    internal Said For(string reason)
    {
        var what = ExplainedReason.Of(reason, ReasonKind.Hold)!;
        return new Said(
            $"OlConnector: в рассылке «{Mailing}» на линии «{Line}» задержаны сообщения, сами они не уйдут. "
            + $"Причина: {what.Sentence.Ru} {what.WhatToDo.Ru} Сколько их и что с ними делать: OlConnector → «Рассылки».",
            $"OlConnector: messages of the mailing “{Mailing}” on the line “{Line}” are held and do not leave by themselves. "
            + $"The reason: {what.Sentence.En} {what.WhatToDo.En} How many there are, and what to do with them: OlConnector → Mailings.");
    }
}
