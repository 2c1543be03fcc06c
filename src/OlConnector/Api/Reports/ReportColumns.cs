using OlConnector.Api.Messages;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Parts;
using OlConnector.Gateways;

namespace OlConnector.Api.Reports;

/// <summary>What stands in the reports (product.md §16).</summary>
internal static class ReportColumns
{
    private static readonly ReportColumn Line = new(new Said("Линия", "Line"), (row, _) => row.Line);

    private static readonly ReportColumn Channel = new(new Said("Способ", "Method"), (row, _) => ReportWords.Of(row.Channel));

    private static readonly ReportColumn Mailing = new(new Said("Рассылка", "Mailing"), (row, _) => row.Mailing);

    private static readonly ReportColumn To = new(
        new Said("Получатель", "Recipient"), (row, reader) => MessageViews.NumberOf(row.Message, reader.Caller))
    { IsNumber = true };

    private static readonly ReportColumn State = new(
        new Said("Состояние", "State"), (row, reader) => ReportWords.Of(row.Message.State)[reader.Caller.ReadsIn]);

    private static readonly ReportColumn Why = new(
        new Said("Причина", "Reason"), (row, reader) => ReportWords.ReasonOf(row.Message)?.Sentence[reader.Caller.ReadsIn]);

    private static readonly ReportColumn Code = new(new Said("Код причины", "Reason code"), (row, _) => row.Message.Reason);

    /// <summary>Every message with what became of it, and what it cost.</summary>
    internal static readonly ReportColumn[] OfMessages =
    [
        Moment("Принято", "Accepted", message => message.AcceptedAt),
        Line, Channel, Mailing, To,
        new(new Said("Текст", "Text"),
            (row, reader) => MessageViews.TextOf(row.Message.Text ?? row.Message.Template, reader.Caller)),
        State, Why, Code,
        Moment("Отправлено", "Sent", message => message.SentAt),
        Moment("Доставлено", "Delivered", message => message.DeliveredAt),
        new(new Said("Частей", "Parts"), (row, _) => row.Message.Parts),
        new(new Said("Стоимость", "Cost"),
            (row, _) => HasLeft(row.Message) && row.Message.Cost is { } cost ? MessageCost.AmountOf(cost) : null),
        new(new Said("Валюта", "Currency"), (row, _) => HasLeft(row.Message) ? row.Message.Currency : null),
        new(new Said("ID", "ID"), (row, _) => row.Message.Id.ToString()),
        new(new Said("ID в Битрикс24", "Bitrix24 ID"), (row, _) => MessageViews.PortalIdOf(row.Message)),
    ];

    /// <summary>What did not arrive, and why.</summary>
    internal static readonly ReportColumn[] OfErrors =
    [
        Moment("Время", "Time", ReportColumn.Since),
        Channel, Line, To, Why,
        new(new Said("Что делать", "What to do"), (row, reader) => ReportWords.ReasonOf(row.Message)?.WhatToDo[reader.Caller.ReadsIn]),
        new(new Said("Ответ шлюза", "The gateway's answer"), AnswerOf),
        Code,
    ];

    /// <summary>Parts were paid for once the gateway took them, whatever became of the message then.</summary>
    internal static bool HasLeft(Message message) => CostSum.Left.Contains(message.State);

    private static ReportColumn Moment(string ru, string en, Func<Message, DateTimeOffset?> at) =>
        new(new Said(ru, en), (row, reader) => reader.Local(at(row.Message))) { IsTime = true };

    private static ReportColumn Moment(string ru, string en, Func<Message, DateTimeOffset> at) =>
        Moment(ru, en, message => (DateTimeOffset?)at(message));

    /// <summary>The app's own words in the reader's language, a vendor's as they came; they may name a client.</summary>
    private static string? AnswerOf(ReportRow row, ReportReader reader)
    {
        if (row.Answer is not { } answer) return null;
        var words = OwnWords.Find(answer.Text)?[reader.Caller.ReadsIn] ?? MessageViews.TextOf(answer.Text, reader.Caller);
        return answer.Code is null ? words : $"{answer.Code} {words}".TrimEnd();
    }
}
