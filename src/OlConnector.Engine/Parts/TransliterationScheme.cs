namespace OlConnector.Engine.Parts;

/// <summary>By which table Cyrillic becomes Latin.</summary>
public enum TransliterationScheme
{
    /// <summary>
    /// For SMS: the table for Russian of ICAO Doc 9303 part 3, letters of neighbour languages, and signs that would still force
    /// UCS-2. Cannot be turned back.
    /// </summary>
    Sms,

    /// <summary>GOST 7.79-2000 system B with an apostrophe for the grave accent, which GSM 7-bit lacks. Can be turned back.</summary>
    Iso9b,
}
