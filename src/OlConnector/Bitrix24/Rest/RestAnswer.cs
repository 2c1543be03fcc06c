using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// What came of a REST call to a portal. A closed family; nobody else has to know the portal's error codes for tokens, payment and limits.
/// </summary>
internal abstract record RestAnswer
{
    private RestAnswer() { }

    /// <summary>The portal did it.</summary>
    /// <param name="Result">The content of <c>result</c>; an empty map comes as an empty array (bitrix24.md §0).</param>
    /// <param name="Next">Where the next page starts; null on the last.</param>
    /// <param name="Total">Rows of a list method; null elsewhere.</param>
    public sealed record Ok(JToken Result, int? Next = null, int? Total = null) : RestAnswer;

    /// <summary>The portal refused this call; calling again would not help.</summary>
    /// <param name="Code">The portal's <c>error</c>: a code, but also an empty string, a number or a sentence (bitrix24.md §3.2).</param>
    /// <param name="Text">Its <c>error_description</c>.</param>
    /// <param name="HttpStatus">Status of the answer; 200 inside a batch.</param>
    public sealed record Failed(string Code, string Text, int HttpStatus) : RestAnswer
    {
        /// <summary>True for this error code, whatever its case.</summary>
        public bool Is(string code) => Code.Equals(code, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The app is not installed on the portal any more.</summary>
    public sealed record Gone : RestAnswer;

    /// <summary>The app is not paid for, or the portal's plan has no REST; nothing works until that changes.</summary>
    public sealed record Unpaid : RestAnswer;

    /// <summary>Our tokens do not work any more; an administrator has to open the app.</summary>
    /// <param name="Why">The portal's or authorization server's word.</param>
    public sealed record NeedsReauthorization(string Why) : RestAnswer;

    /// <summary>Not now: limits, a network that is away, a portal that is closed for a while.</summary>
    /// <param name="After">How long to wait at least.</param>
    /// <param name="Why">In words for support.</param>
    public sealed record Later(TimeSpan After, string Why) : RestAnswer;
}

/// <summary>One command of a batch.</summary>
/// <param name="Key">Unique in the batch and no number: numbers would turn the answer's maps into lists (bitrix24.md §3.5).</param>
/// <param name="Method">The method, in lower case.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record BatchCall(string Key, string Method, JObject Parameters);

/// <summary>What came of a batch.</summary>
/// <param name="Whole">The batch call itself.</param>
/// <param name="Parts">Every command's own answer, by key; empty unless <paramref name="Whole"/> is <see cref="RestAnswer.Ok"/>.</param>
internal sealed record BatchAnswer(RestAnswer Whole, IReadOnlyDictionary<string, RestAnswer> Parts);

/// <summary>Who waits for a call. The portal's request limit is shared by both.</summary>
internal enum Priority
{
    /// <summary>A person.</summary>
    Interactive,

    /// <summary>Reports, look-ups, health checks: never takes the last part of the portal's limit.</summary>
    Background,
}
