using OlConnector;
using OlConnector.Keeping.Moving;
using OlConnector.Storage;

if (CommandLine.Answer(args) is { } answer)
{
    await Console.Out.WriteLineAsync(answer);
    return 0;
}

if (args is [MoveCommand.Word, .. var settings]) return MoveCommand.Run(settings, Console.WriteLine);

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
