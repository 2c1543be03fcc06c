namespace OlConnector.Browser.Tests.Support;

/// <summary>Who looks at the app, and how.</summary>
public sealed record Look
{
    /// <summary>The sandbox's people are at home here.</summary>
    internal const string TimeZone = "Europe/Moscow";

    /// <summary>The administrator who installed the app.</summary>
    public const int Administrator = 1;

    /// <summary>An employee whom the sandbox's start made a marketer.</summary>
    public const int Marketer = 2;

    /// <summary>An employee whom the sandbox's start made support.</summary>
    public const int Support = 9;

    /// <summary>The portal's person.</summary>
    public int User { get; init; } = Administrator;

    /// <summary><c>ru</c> or <c>en</c>: the portal's language, and the browser's.</summary>
    public string Language { get; init; } = "ru";

    /// <summary>A person whose system is dark.</summary>
    public bool IsDark { get; init; }

    /// <summary>Width of the frame in pixels.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Height of the window, and of the frame where nothing else is said.</summary>
    public int Height { get; init; } = 800;

    /// <summary>Height of a frame that is taller or shorter than the window, so that the portal scrolls.</summary>
    public int? FrameHeight { get; init; }

    /// <summary>With the portal's menu, letters and telephones around the frame; width and height are the window's then.</summary>
    public bool WithPortal { get; init; }

    /// <summary>A place of the portal and the card on which the app is opened; null for its own page.</summary>
    public (string Code, int Id)? Placement { get; init; }

    /// <summary>A browser that lets frames of other sites keep nothing.</summary>
    public bool BlocksStorage { get; init; }

    /// <summary>Every combination that a screen has to look well in.</summary>
    public static IEnumerable<object[]> All =>
        from language in new[] { "ru", "en" }
        from isDark in new[] { false, true }
        from width in new[] { 1280, 390 }
        select new object[] { language, isDark, width };

    internal string Locale => Language == "ru" ? "ru-RU" : "en-GB";

    internal ColorScheme Scheme => IsDark ? ColorScheme.Dark : ColorScheme.Light;

    internal ViewportSize Viewport => new() { Width = Width, Height = Height };

    /// <summary>What the interface says to this person.</summary>
    public string Says(string russian, string english) => Language == "ru" ? russian : english;

    /// <summary>For names of files.</summary>
    public override string ToString() => $"{Language}-{(IsDark ? "dark" : "light")}-{Width}";
}
