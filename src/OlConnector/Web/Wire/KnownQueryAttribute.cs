using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using OlConnector.Engine;
using OlConnector.Storage;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>
/// Nothing in a query is guessed: a name that the call does not know would otherwise leave a filter out and show everything, and of a name
/// that comes twice one value would be dropped.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KnownQueryAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var query = context.HttpContext.Request.Query;
        if (query.Count == 0) return;
        var known = context.HttpContext.RequestServices.GetRequiredService<KnownQueries>().Of(context.ActionDescriptor.Id);
        foreach (var (name, values) in query)
        {
            if (!known.TryGetValue(name, out var type)) context.Result = Refuse.UnknownField(name);
            else if (values.Count > 1 && !IsList(type)) context.Result = Twice(name);
            else if (values.Any(value => IsNoWord(value!, ItemOf(type)))) context.Result = NoWord(name, ItemOf(type));
            if (context.Result is not null) return;
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    private static bool IsList(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(System.Collections.IEnumerable));

    private static Type ItemOf(Type type) =>
        IsList(type) ? type.GetElementType() ?? type.GetGenericArguments().FirstOrDefault() ?? typeof(string) : type;

    /// <summary>The framework also takes a word's number, and its letters in any case.</summary>
    private static bool IsNoWord(string value, Type type) => type.IsEnum && value.Length > 0 && !WordsOf(type).Contains(value);

    private static IEnumerable<string> WordsOf(Type type) => Enum.GetValues(type).Cast<Enum>().Select(EnumText.Of);

    private static Refusal Twice(string name) => Refuse.Invalid(name, new Said(
        $"{name} указан дважды. Оставьте одно значение.",
        $"{name} stands there twice. Leave one of them."));

    private static Refusal NoWord(string name, Type type) => Refuse.Invalid(name, new Said(
        $"{name} — одно из слов: {string.Join(", ", WordsOf(type))}.",
        $"{name} is one of the words {string.Join(", ", WordsOf(type))}."));
}

/// <summary>Names and types of each call's query, as the description of the API has them.</summary>
internal sealed class KnownQueries(IApiDescriptionGroupCollectionProvider described)
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, Type>> _known = new(StringComparer.Ordinal);

    /// <summary>Those of one action.</summary>
    internal IReadOnlyDictionary<string, Type> Of(string action) => _known.GetOrAdd(action, Read);

    private Dictionary<string, Type> Read(string action)
    {
        var known = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
        var call = described.ApiDescriptionGroups.Items.SelectMany(group => group.Items).First(call => call.ActionDescriptor.Id == action);
        foreach (var parameter in call.ParameterDescriptions.Where(parameter => parameter.Source == BindingSource.Query))
            known[parameter.Name] = Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        return known;
    }
}
