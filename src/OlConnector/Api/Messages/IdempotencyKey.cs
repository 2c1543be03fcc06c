using OlConnector.Engine;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Messages;

/// <summary>
/// Makes a repeated call one call: the answer is kept for 24 hours in the transaction of what it answers, so that neither a crash nor fifty
/// calls at once can do the work twice.
/// </summary>
/// <param name="Key">Caller, and SHA-256 of the key: two callers never share one, and a number in it is not kept.</param>
/// <param name="RequestHash">SHA-256 of what was asked for.</param>
internal sealed record IdempotencyKey(string Key, string RequestHash)
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 200;

    private const string Find = "SELECT request_hash, body FROM idempotent_answers WHERE portal_id = @portal AND key = @key";

    private const string Insert = """
        INSERT INTO idempotent_answers (portal_id, key, request_hash, status, body, at) VALUES (@portal, @key, @hash, @status, @body, @at)
        """;

    /// <summary>Reads the header; null from <paramref name="key"/> where there is none.</summary>
    internal static Refusal? TryRead(string? header, Caller caller, string action, object request, out IdempotencyKey? key)
    {
        key = null;
        if (string.IsNullOrEmpty(header)) return null;
        if (header.Length > MaxLength || header.Any(char.IsControl))
            return Refuse.Invalid(Header, new Said(
                $"{Header} — не больше {MaxLength} знаков.",
                $"{Header} has at most {MaxLength} characters."));
        key = new IdempotencyKey($"{caller.Actor}|{SecretKey.Hash(header)}", SecretKey.Hash($"{action} {ApiJson.Text(request)}"));
        return null;
    }

    /// <summary>
    /// The body that was answered before; null for a new call. True from <paramref name="isReused"/> when the key came with another
    /// request.
    /// </summary>
    internal string? Earlier(WriteTurn turn, Caller caller, out bool isReused)
    {
        var (hash, body) = turn.First(Find, row => (row.GetString(0), row.GetString(1)), ("portal", caller.Portal), ("key", Key));
        isReused = hash is not null && hash != RequestHash;
        return body;
    }

    /// <summary>Keeps an answer, in the transaction of the work.</summary>
    internal void Keep(WriteTurn turn, Caller caller, int status, string body, DateTimeOffset now) => turn.Execute(
        Insert, ("portal", caller.Portal), ("key", Key), ("hash", RequestHash), ("status", status), ("body", body), ("at", now));

    /// <summary>The refusal of a key that came with another request.</summary>
    internal static Refusal Reused() => new(409, "idempotency_key_reused", new Said(
        $"Этот {Header} уже использован для другого запроса. Возьмите новый.",
        $"This {Header} was used for another request. Take a new one."), Header);
}
