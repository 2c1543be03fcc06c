using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.MemberAccessors;
using HandlebarsDotNet.ObjectDescriptors;
using HandlebarsDotNet.PathStructure;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>Answers the numbered places and conditions of a skeleton for one letter and one recipient.</summary>
internal sealed class Recipient
{
    private static readonly object Yes = true;
    private static readonly object No = false;

    private LetterShape? _shape;
    private IReadOnlyDictionary<string, string>? _values;
    private bool _keepMissing;

    public void Set(LetterShape? shape, IReadOnlyDictionary<string, string>? values, bool keepMissing)
    {
        _shape = shape;
        _values = values;
        _keepMissing = keepMissing;
    }

    public object? Answer(string name)
    {
        var number = int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture);
        return name[0] == LetterShape.Condition ? Holds(_shape!.Conditions[number]) : Text(_shape!.Slots[number]);
    }

    private object Holds(LetterPart.Block block) => block.Holds(_values!) ? Yes : No;

    private string? Text(LetterPart slot) => slot switch
    {
        LetterPart.Literal literal => literal.Text,
        LetterPart.Insert insert => insert.Helper.Apply(FieldValues.Find(_values!, insert.Field)) ?? (_keepMissing ? insert.Source : null),
        _ => null,
    };
}

/// <summary>Teaches the template library to ask a <see cref="Recipient"/>, and nothing else about it.</summary>
internal sealed class RecipientDescriptor : IObjectDescriptorProvider, IMemberAccessor
{
    private readonly ObjectDescriptor _descriptor;

    /// <summary>No property is listed and nothing can be walked through: skeletons only ask by name.</summary>
    public RecipientDescriptor() =>
        _descriptor = new ObjectDescriptor(typeof(Recipient), this, static (_, _) => Array.Empty<object>(), static _ => null!);

    public bool TryGetDescriptor(Type type, [MaybeNullWhen(false)] out ObjectDescriptor value)
    {
        value = type == typeof(Recipient) ? _descriptor : null;
        return value is not null;
    }

    public bool TryGetValue(object instance, ChainSegment memberName, [MaybeNullWhen(false)] out object value)
    {
        value = ((Recipient)instance).Answer(memberName.TrimmedValue);
        return value is not null;
    }
}
