using Microsoft.Extensions.Options;
using OlConnector;
using OlConnector.Storage;

try
{
    await OlConnectorHost.Build(args).RunAsync();
    return 0;
}
catch (Exception away) when (away is System.Data.Common.DbException or DatabaseAwayException)
{
    await Console.Error.WriteLineAsync($"The database cannot be used: {(away.InnerException ?? away).Message} Check Database:Provider and Database:ConnectionString, and that the server runs.");
    return 1;
}
catch (Exception refused) when (refused is OptionsValidationException or DataDirectoryInUseException)
{
    // A wrong setting stops the start with a sentence, not with a stack trace.
    await Console.Error.WriteLineAsync(refused is OptionsValidationException wrong ? string.Join(Environment.NewLine, wrong.Failures.Select(Sentence)) : refused.Message);
    return 1;
}

// The framework wraps our sentence: "DataAnnotation validation failed for … with the error: '…'."
static string Sentence(string failure) => failure.Split("with the error: '") is [.., var ours] ? ours.TrimEnd('.', '\'') + "." : failure;
