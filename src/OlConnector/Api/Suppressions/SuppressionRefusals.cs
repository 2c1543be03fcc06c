using OlConnector.Api.Csv;
using OlConnector.Engine;
using OlConnector.Engine.Suppression;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Suppressions;

/// <summary>What the stop list alone is refused for.</summary>
internal static class SuppressionRefusals
{
    internal static Refusal NoMask() => new(400, "invalid_mask", new Said(
        "Маска — начало номера с кодом страны и одна звёздочка в конце, например +7900*.",
        "A mask is the beginning of a number, country code first, and one star at its end, such as +4915*."), "mask");

    internal static Refusal MaskTooWide() => new(400, "mask_too_wide", new Said(
        $"Маска охватила бы всех или почти всех. Укажите не меньше {NumberMask.FewestDigits} цифр перед звёздочкой.",
        $"The mask would be everybody, or nearly. Give at least {NumberMask.FewestDigits} digits before the star."), "mask");

    internal static Refusal Both() => Refuse.Invalid("mask", new Said(
        "Укажите номер или маску, не оба сразу.",
        "Give a number or a mask, not both."));

    internal static Refusal MaskOptedOut() => Refuse.Invalid("reason", new Said(
        "Отказаться может один человек, а не маска номеров. Напишите причину своими словами.",
        "One person opts out, not a mask of numbers. Say in your own words why."));

    internal static Refusal NoColumn() => new(400, "columns_missing", new Said(
        "В первой строке нет столбца PHONE. Назовите столбцы PHONE и REASON.",
        "The first row names no column PHONE. Call the columns PHONE and REASON."));

    internal static Refusal NotCsv() => new(415, "unsupported_media_type", new Said(
        $"Передайте таблицу с Content-Type {TakesCsvAttribute.MediaType}.",
        $"Send the table as {TakesCsvAttribute.MediaType}."));
}
