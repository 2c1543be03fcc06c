using System.Globalization;
using System.Text;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>
/// The skeleton of a letter: places and conditions by number, without one character of the letter itself. Letters of the same
/// build share it, whatever their words, fields and helpers.
/// </summary>
/// <param name="Template">The skeleton in the template library's language, such as <c>{{s0}}{{#if c0}}{{s1}}{{/if}}</c>.</param>
/// <param name="Slots">What place number n is: a literal or a value.</param>
/// <param name="Conditions">What condition number n asks.</param>
internal sealed record LetterShape(
    string Template, IReadOnlyList<LetterPart> Slots, IReadOnlyList<LetterPart.Block> Conditions)
{
    public const char Slot = 's';
    public const char Condition = 'c';

    public static LetterShape Of(IReadOnlyList<LetterPart> parts)
    {
        var template = new StringBuilder();
        var slots = new List<LetterPart>();
        var conditions = new List<LetterPart.Block>();
        Add(parts);
        return new LetterShape(template.ToString(), slots, conditions);

        void Add(IReadOnlyList<LetterPart> some)
        {
            foreach (var part in some)
            {
                if (part is LetterPart.Block block) AddBlock(block);
                else AddSlot(part);
            }
        }

        void AddSlot(LetterPart part)
        {
            template.Append(CultureInfo.InvariantCulture, $"{{{{{Slot}{slots.Count}}}}}");
            slots.Add(part);
        }

        void AddBlock(LetterPart.Block block)
        {
            template.Append(CultureInfo.InvariantCulture, $"{{{{#if {Condition}{conditions.Count}}}}}");
            conditions.Add(block);
            Add(block.Then);
            template.Append("{{else}}");
            Add(block.Else);
            template.Append("{{/if}}");
        }
    }
}
