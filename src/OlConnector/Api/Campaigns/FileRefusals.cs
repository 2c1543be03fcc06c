using OlConnector.Api.Csv;
using OlConnector.Api.Tables;
using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>What tables of recipients alone are refused for.</summary>
internal static class FileRefusals
{
    internal static Refusal NotCsv() => new(415, "unsupported_media_type", new Said(
        $"Передайте таблицу с Content-Type {TakesCsvAttribute.MediaType}.",
        $"Send the table as {TakesCsvAttribute.MediaType}."));

    internal static Refusal Empty() => new(400, "empty_table", new Said(
        "Файл пустой. Выберите другой.",
        "The file is empty. Choose another one."));

    internal static Refusal NoMark() => new(400, "unmarked_utf", new Said(
        "Похоже, файл в UTF-16 без метки. Сохраните его как UTF-8 или укажите encoding: utf-16le или utf-16be.",
        "The file seems to be UTF-16 without a mark. Save it as UTF-8, or say encoding: utf-16le or utf-16be."), "encoding");

    internal static Refusal NoPhones() => new(400, "no_phone_column", new Said(
        "Не нашёлся столбец с номерами. Назовите его PHONE или укажите phone: заголовок или номер столбца.",
        "There is no column of numbers. Call it PHONE, or say phone: its header or place."), "phone");

    internal static Refusal NoColumn(string field) => new(400, "columns_missing", new Said(
        $"Столбца, который указан в {field}, в таблице нет. Укажите заголовок, как в файле, или номер столбца с 1.",
        $"The table has no column that {field} names. Give its header as it stands, or its place from 1."), field);

    internal static Refusal TooManyRows(int most) => new(400, "too_many_rows", new Said(
        $"В файле больше {most} строк. Разделите его: файлов у рассылки может быть несколько.",
        $"The file has more than {most} rows. Split it: a campaign takes several files."));

    internal static Refusal TooManyFiles(int most) => new(409, "too_many_files", new Said(
        $"Файлов в рассылке уже {most}. Удалите лишние.",
        $"The campaign has {most} files already. Delete those that are not needed."));

    /// <summary>What makes a table unreadable, with the place.</summary>
    internal static Refusal Of(TableProblem problem, int line) => problem switch
    {
        TableProblem.UnclosedQuote => new(400, "unclosed_quote", new Said(
            $"Кавычка, открытая в строке {line}, не закрыта до конца файла. Закройте её или уберите.",
            $"The quotation mark that opens in line {line} is never closed. Close it, or take it out."))
        { Position = line },
        TableProblem.TooManyColumns => new(400, "too_many_columns", new Said(
            $"В строке {line} больше {TableReader.MostColumns} столбцов. Уберите лишние.",
            $"Line {line} has more than {TableReader.MostColumns} columns. Take out those that are not needed."))
        { Position = line },
        _ => new(400, "cell_too_long", new Said(
            $"В строке {line} есть ячейка длиннее {TableReader.LongestCell} знаков. Проверьте кавычки.",
            $"Line {line} has a cell of more than {TableReader.LongestCell} characters. Look after its quotation marks."))
        { Position = line },
    };

    internal static Refusal? Check(FileQuery query)
    {
        if (query.Encoding is { } encoding && !TableEncoding.Names.Contains(encoding, StringComparer.Ordinal))
            return Refuse.Invalid("encoding", new Said(
                $"encoding — одно из: {string.Join(", ", TableEncoding.Names)}.",
                $"encoding is one of: {string.Join(", ", TableEncoding.Names)}."));
        return query.Delimiter is null or "tab" or "none" or { Length: 1 } and not ("\"" or "\r" or "\n")
            ? null
            : Refuse.Invalid("delimiter", new Said(
                "delimiter — один знак, tab или none.",
                "delimiter is one character, tab or none."));
    }

    /// <summary>Why a row was not taken, for people.</summary>
    internal static Said WhyOf(string code) => code switch
    {
        "required" => new Said("Номера нет.", "There is no number."),
        "invalid_number" => new Said(
            "Это не номер, на который можно написать.", "This is no number that can be written to."),
        "text_too_long" => new Said("Текст длиннее, чем принимает линия.", "The text is longer than the line takes."),
        "spintax_invalid" => new Said(
            "Скобки вариантов в тексте не сходятся.", "The braces of the text's variants do not match."),
        "template_invalid" => new Said("Поле в тексте записано неверно.", "A field in the text is written wrong."),
        "workflow_field" => new Said(
            "В тексте поле {=…}, его заполняют только роботы.", "The text has a field {=…}, which only robots fill."),
        _ => new Said("Строку нельзя прочитать.", "The row cannot be read."),
    };
}
