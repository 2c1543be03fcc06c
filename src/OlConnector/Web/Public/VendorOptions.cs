namespace OlConnector.Web.Public;

/// <summary>Who runs this server, as its public pages name them.</summary>
internal sealed class VendorOptions
{
    public const string Section = "Vendor";

    /// <summary>
    /// Name of the company or person that answers for the data. Default: none, and the pages say "whoever runs this server".
    /// </summary>
    public string Name { get; set; } = "";

    /// <summary>Where they are asked: an address of mail, or of a page. Default: none.</summary>
    public string Contact { get; set; } = "";

    /// <summary>When support answers, with the zone: <c>Mon–Fri 9:00–18:00, Europe/Moscow</c>. Default: none.</summary>
    public string SupportHours { get; set; } = "";
}
