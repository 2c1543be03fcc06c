namespace OlConnector.Api.Campaigns;

/// <summary>The rows of the sample of a table of recipients.</summary>
internal static class SampleRows
{
    internal static async IAsyncEnumerable<IReadOnlyList<string[]>> All(string language)
    {
        await Task.CompletedTask;
        yield return language == "ru"
            ?
            [
                ["+79161234567", "Анна", ""],
                ["+79161234568", "Борис", "Здравствуйте, Борис! Заказ 1502 готов."],
            ]
            :
            [
                ["+491511234567", "Anna", ""],
                ["+491511234568", "Boris", "Hello Boris, your order 1502 is ready."],
            ];
    }
}
