using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace OlConnector.Storage;

/// <summary>What keeps the app from starting and a person can mend, in sentences instead of a stack trace.</summary>
internal static class StartProblems
{
    /// <summary>The sentences; none for what is a bug.</summary>
    internal static IReadOnlyList<string> Of(Exception failure) => failure switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        DataDirectoryException or BooksMovedException => [failure.Message],
        DbException or DatabaseAwayException =>
        [
            $"The database cannot be used: {(failure.InnerException ?? failure).Message} "
            + "Check Database:Provider and Database:ConnectionString, and that the server runs.",
        ],
        IOException { InnerException: AddressInUseException } taken =>
            [$"{taken.Message} Stop the other program there, or listen elsewhere: ASPNETCORE_URLS, for example http://localhost:5001."],
        SocketException socket =>
            [$"No address to listen at could be opened: {socket.Message}. Check ASPNETCORE_URLS, for example http://localhost:5000."],
        FormatException address when address.Message.StartsWith("Invalid url", StringComparison.Ordinal) =>
            [$"ASPNETCORE_URLS: {address.Message} It is an address such as http://localhost:5000."],
        InvalidDataException file when file.Message.Contains("configuration", StringComparison.Ordinal) =>
            [$"{file.Message} {file.InnerException?.Message ?? ""} Correct the file: it has to be JSON."],
        InvalidOperationException value when value.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) =>
            [$"{value.Message} Correct the setting, or leave it out for its default."],
        // Settings of several rooms are wrong.
        AggregateException several when several.InnerExceptions.All(one => one is OptionsValidationException) =>
            [.. several.InnerExceptions.SelectMany(Of)],
        _ => [],
    };
}
