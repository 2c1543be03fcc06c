namespace OlConnector.Api.Csv;

/// <summary>An action that reads a table from the body itself; the API's description tells of it.</summary>
/// <param name="example">A table as a program might send it.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakesCsvAttribute(string example) : Attribute
{
    internal const string MediaType = "text/csv";

    /// <summary>The longest table. A byte less than 10 MB.</summary>
    internal const int MostBytes = (10 * 1024 * 1024) - 1;

    /// <summary>A table as a program might send it.</summary>
    internal string Example { get; } = example;
}
