using System.Collections.Concurrent;
using HandlebarsDotNet;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>
/// Skeletons that the template library has compiled, which costs it milliseconds each. Bounded: the oldest goes first.
/// </summary>
internal sealed class CompiledShapes(int capacity)
{
    /// <summary>Skeletons kept. A campaign needs one for each build its variants can have, as a rule fewer than ten.</summary>
    public const int Capacity = 256;

    private readonly ConcurrentDictionary<string, Lazy<HandlebarsTemplate<TextWriter, object, object>>> _compiled = [];
    private readonly ConcurrentQueue<string> _byAge = [];
    private readonly IHandlebars _handlebars = Handlebars.Create(Configuration());

    public static CompiledShapes Shared { get; } = new(Capacity);

    public int Count => _compiled.Count;

    public HandlebarsTemplate<TextWriter, object, object> Get(string shape)
    {
        if (_compiled.TryGetValue(shape, out var known)) return known.Value;

        var fresh = new Lazy<HandlebarsTemplate<TextWriter, object, object>>(() => Compile(shape));
        var kept = _compiled.GetOrAdd(shape, fresh);
        if (ReferenceEquals(kept, fresh)) MakeRoom(shape);
        return kept.Value;
    }

    private HandlebarsTemplate<TextWriter, object, object> Compile(string shape)
    {
        using var reader = new StringReader(shape);
        return _handlebars.Compile(reader);
    }

    private void MakeRoom(string newest)
    {
        _byAge.Enqueue(newest);
        while (_byAge.Count > capacity && _byAge.TryDequeue(out var oldest)) _compiled.TryRemove(oldest, out _);
    }

    private static HandlebarsConfiguration Configuration()
    {
        var configuration = new HandlebarsConfiguration { NoEscape = true };
        configuration.ObjectDescriptorProviders.Add(new RecipientDescriptor());
        return configuration;
    }
}
