namespace OlConnector.Browser.Tests.Support;

/// <summary>A world with a second line on the main portal, and a third whose telephone is not linked yet.</summary>
public sealed class SettledWorld : World
{
    public const string Second = "WhatsApp «Доставка»";
    public const string Unlinked = "WhatsApp «Новый номер»";
    public const string UnlinkedNumber = "+79990000077";

    /// <summary>Ids of the lines by their names.</summary>
    public IReadOnlyDictionary<string, string> Lines { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (Browser.Missing is not null) return;
        using var office = await OfficeApi.OpenAsync(this);
        await office.LineAsync(Second, "+79990000066");
        Launch.Cloud.Phones.Logins.AskFor(Portal.MemberId);
        await office.LineAsync(Unlinked, UnlinkedNumber);
        var lines = (await office.GetAsync("lines"))["items"]!;
        Lines = lines.ToDictionary(line => (string)line["name"]!, line => (string)line["id"]!, StringComparer.Ordinal);
    }
}
