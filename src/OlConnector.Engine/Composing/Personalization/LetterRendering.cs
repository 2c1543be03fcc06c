using System.Text;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>Collects what the template library writes, up to <see cref="LetterLimits.MostWritten"/>. One for each thread.</summary>
internal sealed class LetterRendering : TextWriter
{
    private const int FirstSize = 1024;

    [ThreadStatic]
    private static LetterRendering? s_mine;

    private readonly Recipient _recipient = new();
    private char[] _text = new char[FirstSize];
    private int _length;

    private LetterRendering()
    {
    }

    public override Encoding Encoding => Encoding.Unicode;

    public static string Render(LetterShape shape, IReadOnlyDictionary<string, string> values, bool keepMissing)
    {
        var rendering = s_mine ??= new LetterRendering();
        return rendering.Write(shape, values, keepMissing);
    }

    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var taken = Math.Min(buffer.Length, LetterLimits.MostWritten - _length);
        if (_text.Length < _length + taken) Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + taken));
        buffer[..taken].CopyTo(_text.AsSpan(_length));
        _length += taken;
    }

    private string Write(LetterShape shape, IReadOnlyDictionary<string, string> values, bool keepMissing)
    {
        _length = 0;
        _recipient.Set(shape, values, keepMissing);
        try
        {
            CompiledShapes.Shared.Get(shape.Template)(this, _recipient);
        }
        finally
        {
            _recipient.Set(null, null, false); // values of a person do not outlive the message
        }
        return new string(_text, 0, _length);
    }
}
