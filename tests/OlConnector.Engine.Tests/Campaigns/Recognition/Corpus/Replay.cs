using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Tests.Campaigns.Recognition.Corpus;

/// <summary>Plays a scene to the rules, as the host would: messages come, wait, and are put into mailings.</summary>
internal sealed class Replay
{
    private static readonly TimeSpan Evidence = new CampaignOptions().Evidence;

    private readonly List<Mailing> _mailings = [];
    private readonly List<(ArrivedMessage Message, Sent Sent)> _waiting = [];
    private readonly Dictionary<Sent, Guid> _found = [];

    /// <summary>Messages that would be suppressed although their letter never went to their number.</summary>
    internal int WronglySuppressed { get; private set; }

    /// <summary>Messages in which a value of the client's was taken for a group.</summary>
    internal int Spun { get; private set; }

    /// <summary>Messages in which a group of the letter's stayed as it was written.</summary>
    internal int Raw { get; private set; }

    /// <summary>The mailing of each message, by the rules of recognition.</summary>
    internal IReadOnlyDictionary<Sent, Guid> Play(Scene scene)
    {
        foreach (var sent in scene.Messages)
        {
            DecideUntil(sent.At);
            var (text, marker) = LetterMarker.Cut(sent.Text);
            var message = new ArrivedMessage(
                LetterText.Of(text), sent.Client.Number, sent.At + Evidence, sent.HasAuthor ? sent.Letter.Author : null, marker);
            var belonging = LetterRecognition.Decide(message, Open(), Earlier);
            if (belonging is Belonging.Waits) _waiting.Add((message, sent));
            else Put([(message, sent)], [belonging]);
            if (_waiting.Count >= LetterRecognition.MostWaiting) DecideAt(sent.At);
        }

        DecideUntil(DateTimeOffset.MaxValue);
        return _found;
    }

    private void DecideUntil(DateTimeOffset moment)
    {
        while (_waiting.Count > 0 && _waiting[0].Message.Until is var due && due <= moment) DecideAt(due);
    }

    private void DecideAt(DateTimeOffset now)
    {
        var batch = _waiting.ToList();
        var decided = LetterRecognition.DecideTogether([.. batch.Select(one => one.Message)], Open(), Earlier, now);
        _waiting.Clear();
        _waiting.AddRange(batch.Where((_, i) => decided[i] is Belonging.Waits));
        Put(batch, decided);
    }

    private void Put(IReadOnlyList<(ArrivedMessage Message, Sent Sent)> messages, IReadOnlyList<Belonging> decided)
    {
        var (groups, put) = (new Dictionary<int, Mailing>(), new List<(Mailing Mailing, ArrivedMessage Message, Sent Sent)>());
        for (var i = 0; i < messages.Count; i++)
        {
            if (decided[i] is Belonging.Waits) continue;
            var (message, sent) = messages[i];
            var mailing = decided[i] switch
            {
                Belonging.Joins joins => _mailings.Find(one => one.Id == joins.Mailing)!,
                Belonging.Begins begins when groups.TryGetValue(begins.Group, out var known) => known,
                Belonging.Begins begins => groups[begins.Group] = Begin(),
                _ => throw new InvalidOperationException(),
            };
            _found[sent] = mailing.Id;
            mailing.Take(message, sent.At);
            var isNews = !mailing.Letters.Contains((message.Number, sent.Letter.Id));
            if (isNews && mailing.Texts.ContainsKey(message.Number)) WronglySuppressed++;
            mailing.Texts.TryAdd(message.Number, message.Text.Source);
            mailing.Letters.Add((message.Number, sent.Letter.Id));
            put.Add((mailing, message, sent));
        }

        foreach (var (mailing, message, sent) in put) Compose(mailing, message, sent);
    }

    private Mailing Begin()
    {
        var mailing = new Mailing(new Guid(_mailings.Count + 1, 0, 0, new byte[8]));
        _mailings.Add(mailing);
        return mailing;
    }

    /// <summary>What comes out has to be what a composer would write that knows the letter.</summary>
    private void Compose(Mailing mailing, ArrivedMessage message, Sent sent)
    {
        if (mailing.Skeleton!.Messages < 2 || message.Text.Source.IndexOfAny(['{', '|', '}', '[', '\\']) < 0) return;
        var ideal = SpintaxTemplate.Parse(sent.Letter.IdealFor(sent.Client));
        var read = SpintaxTemplate.Parse(ClientSigns.Protect(message.Text.Source, mailing.Skeleton.ClientSignsIn(message.Text)));
        if (Enumerable.Range(0, 4).All(seed => read.Render(new Random(seed)).TrimEnd() == ideal.Render(new Random(seed)).TrimEnd())) return;
        if (read.Ways > ideal.Ways || !read.IsValid) Spun++;
        else Raw++;
    }

    private List<OpenMailing> Open() =>
        [.. _mailings.OrderByDescending(one => one.LastAt).Take(LetterRecognition.MostMailings).Select(one => one.AsOpen)];

    private string? Earlier(Guid mailing, string number) => _mailings.Find(one => one.Id == mailing)!.Texts.GetValueOrDefault(number);

    private sealed class Mailing(Guid id)
    {
        private string? _author, _marker;

        internal Guid Id => id;

        internal DateTimeOffset LastAt { get; private set; }

        internal Skeleton? Skeleton { get; private set; }

        internal Dictionary<string, string> Texts { get; } = [];

        internal HashSet<(string Number, int Letter)> Letters { get; } = [];

        internal OpenMailing AsOpen => new(id, Skeleton!, _author, _marker);

        internal void Take(ArrivedMessage message, DateTimeOffset at)
        {
            Skeleton = Skeleton?.With(message.Text) ?? Skeleton.Of(message.Text);
            (_author, _marker, LastAt) = (_author ?? message.Author, message.Marker, at);
        }
    }
}
