using OlConnector.Engine;
using OlConnector.Engine.Messages.Reasons;

namespace OlConnector.Composing;

/// <summary>
/// What people read when messages of a mailing begin to be held for another reason than its size. How many it will be nobody knows then.
/// </summary>
internal sealed record HoldNotice(string Mailing, string Line)
{
    /// <summary>One notice for each mailing and reason.</summary>
    internal static string TagOf(Guid campaign, string reason) => $"olc-hold-{reason.ToLowerInvariant()}-{campaign:N}";

    /// <summary>In the words of the reason.</summary>
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
