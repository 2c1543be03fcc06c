using System.Collections.Concurrent;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing.Personalization;

namespace OlConnector.Queue;

/// <summary>What a mailing was given of its own, as the database writes it.</summary>
/// <param name="StartAt">Nothing leaves before.</param>
/// <param name="Window">Days and hours.</param>
/// <param name="Waves">How what the guard holds leaves by itself.</param>
/// <param name="Guard">How large it may be.</param>
/// <param name="Interval">The pause before each of its messages.</param>
/// <param name="PerMinute">So many of them a minute at most.</param>
/// <param name="Collect">Whether it is collected before anything of it leaves.</param>
internal sealed record MailingJson(
    DateTimeOffset? StartAt = null, WindowJson? Window = null, WavesJson? Waves = null, GuardJson? Guard = null,
    TimeSpan? Interval = null, int? PerMinute = null, bool? Collect = null)
{
    /// <summary>When its last message is to leave.</summary>
    public DateTimeOffset? EndAt { get; init; }

    /// <summary>Whether its messages spread evenly until then.</summary>
    public bool? SpreadEvenly { get; init; }

    /// <summary>The pause that this takes, known once it is known how many there are.</summary>
    public TimeSpan? Spread { get; init; }

    /// <summary>Whether a number is written to once only.</summary>
    public bool? Dedupe { get; init; }

    /// <summary>How its variants are chosen.</summary>
    public VariantChoice? Variants { get; init; }

    /// <summary>What happens where a field has no value.</summary>
    public MissingValuePolicy? MissingValue { get; init; }

    /// <summary>Texts whose settings are remembered; a running mailing is asked for them before every send.</summary>
    private const int MostKnown = 10_000;

    /// <summary>How settings are written to rows.</summary>
    internal static readonly JsonSerializerSettings Form = new()
    {
        ContractResolver = new CamelCasePropertyNamesContractResolver(),
        Converters = { new StringEnumConverter(new CamelCaseNamingStrategy()) },
        NullValueHandling = NullValueHandling.Ignore,
    };

    private static readonly ConcurrentDictionary<string, MailingSettings> Known = new(StringComparer.Ordinal);

    /// <summary>Reads what is stored.</summary>
    internal static MailingJson Read(string? stored) =>
        stored is null ? new MailingJson() : JsonConvert.DeserializeObject<MailingJson>(stored, Form)!;

    /// <summary>The same as the rules take it.</summary>
    internal static MailingSettings SettingsOf(string? stored)
    {
        if (stored is null) return MailingSettings.None;
        if (Known.Count > MostKnown) Known.Clear();
        return Known.GetOrAdd(stored, text => Read(text).ToSettings());
    }

    /// <summary>As it is stored; null when nothing is said.</summary>
    internal string? Text() => this == new MailingJson() ? null : JsonConvert.SerializeObject(this, Form);

    /// <summary>As they act.</summary>
    internal MailingSettings ToSettings()
    {
        Engine.Lines.SendingWindow? window = null;
        Window?.TryRead(out window, out _);
        return new MailingSettings(
            StartAt, window, Waves is { Size: { } size, Gap: { } gap } ? new MailingWaves(size, gap) : null,
            Guard?.ToGuard(), Interval, PerMinute, Collect)
        {
            Dedupe = Dedupe,
            IsBalanced = Variants != VariantChoice.Random,
            MissingValue = MissingValue,
            Spread = Spread,
        };
    }
}

/// <summary>How the variants of a mailing are chosen.</summary>
internal enum VariantChoice
{
    /// <summary>Each message draws by itself.</summary>
    Random,

    /// <summary>They are dealt like a shuffled deck: none comes again before all have come.</summary>
    Balanced,
}

/// <summary>Waves that were decided before anything is held.</summary>
/// <param name="Size">Messages of a wave, 1 or more. Default: 50.</param>
/// <param name="Gap">From one wave to the next, a minute to 7 days; the first begins so long after the guard first held something.</param>
internal sealed record WavesJson(int? Size = null, TimeSpan? Gap = null);
