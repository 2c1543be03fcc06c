using System.Text;
using Microsoft.EntityFrameworkCore;

namespace OlConnector.Storage;

/// <summary>Gives tables' columns the names that SQL people expect: <c>next_due_at</c> for <c>NextDueAt</c>.</summary>
internal static class SnakeCase
{
    internal static void Apply(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            property.SetColumnName(Of(property.Name));
    }

    private static string Of(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && (char.IsUpper(name[i]) || (char.IsDigit(name[i]) && !char.IsDigit(name[i - 1])))) words.Append('_');
            words.Append(char.ToLowerInvariant(name[i]));
        }

        return words.ToString();
    }
}
