using System.Data.Common;
using Microsoft.Extensions.Options;

namespace OlConnector.Storage;

/// <summary>What keeps the app from starting and a person can mend, in sentences instead of a stack trace.</summary>
internal static class StartProblems
{
    /// <summary>The sentences; none for what is a bug.</summary>
    internal static IReadOnlyList<string> Of(Exception failure) => failure switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        DataDirectoryInUseException inUse => [inUse.Message],
        DbException or DatabaseAwayException =>
        [
            $"The database cannot be used: {(failure.InnerException ?? failure).Message} "
            + "Check Database:Provider and Database:ConnectionString, and that the server runs.",
        ],
        // Settings of several rooms are wrong.
        AggregateException several when several.InnerExceptions.All(one => one is OptionsValidationException) =>
            [.. several.InnerExceptions.SelectMany(Of)],
        _ => [],
    };
}
