using OlConnector;
using OlConnector.Storage;

try
{
    await OlConnectorHost.Build(args).RunAsync();
    return 0;
}
catch (Exception refused) when (StartProblems.Of(refused) is { Count: > 0 } sentences)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, sentences));
    return 1;
}
