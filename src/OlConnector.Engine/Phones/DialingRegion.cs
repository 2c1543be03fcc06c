namespace OlConnector.Engine.Phones;

/// <summary>How people of one territory dial: what they put in front of a number, and what they leave out.</summary>
internal sealed class DialingRegion
{
    private const int LongestNational = 32;

    public required CallingCode Code { get; init; }

    /// <summary>Prefixes that mean "abroad", longest first.</summary>
    public required string[] International { get; init; }

    /// <summary>Prefixes in front of a national number, longest first.</summary>
    public required string[] Trunk { get; init; }

    /// <summary>Trunk prefix and operator code, dropped only when 10 or 11 digits remain; longest first.</summary>
    public required string[] Carrier { get; init; }

    public LocalNumbers? Local { get; init; }

    public MobileInfix? Infix { get; init; }

    /// <summary>
    /// Finds the national number in what was dialled: as it stands, then with the prefixes of the region dropped or added, the
    /// first that is assigned. Says how many digits it wrote, 0 when there is none.
    /// </summary>
    public int FindNational(ReadOnlySpan<char> dialled, Span<char> national, out PhoneKind kind)
    {
        var length = Take(dialled, national, out kind);
        if (length == 0 && Local is { } local && local.Fits(dialled)) length = Take(local.Prefix, dialled, national, out kind);
        if (length == 0) length = WithoutInfix(dialled, national, out kind);
        foreach (var prefix in Carrier)
        {
            if (length == 0 && dialled.StartsWith(prefix) && dialled.Length - prefix.Length is 10 or 11)
                length = Take(dialled[prefix.Length..], national, out kind);
        }
        foreach (var prefix in Trunk)
        {
            if (length != 0 || !dialled.StartsWith(prefix)) continue;
            length = Take(dialled[prefix.Length..], national, out kind);
            if (length == 0) length = WithoutInfix(dialled[prefix.Length..], national, out kind);
        }
        return length;
    }

    /// <summary>Why nothing was found: judged without the trunk prefix, as the person who wrote it would count.</summary>
    public string ReasonFor(ReadOnlySpan<char> dialled)
    {
        foreach (var prefix in Trunk)
        {
            if (dialled.Length > prefix.Length && dialled.StartsWith(prefix)) return Code.ReasonFor(dialled[prefix.Length..]);
        }
        return Code.ReasonFor(dialled);
    }

    private int WithoutInfix(ReadOnlySpan<char> dialled, Span<char> national, out PhoneKind kind)
    {
        kind = PhoneKind.Unknown;
        if (Infix is null || dialled.Length > LongestNational) return 0;

        Span<char> shorter = stackalloc char[LongestNational];
        foreach (var at in Infix.At)
        {
            if (dialled.Length <= at || !dialled[at..].StartsWith(Infix.Digits)) continue;
            dialled[..at].CopyTo(shorter);
            dialled[(at + Infix.Digits.Length)..].CopyTo(shorter[at..]);
            var length = Take(Infix.Prefix, shorter[..(dialled.Length - Infix.Digits.Length)], national, out kind);
            if (length > 0) return length;
        }
        return 0;
    }

    private int Take(ReadOnlySpan<char> digits, Span<char> national, out PhoneKind kind) => Take("", digits, national, out kind);

    private int Take(ReadOnlySpan<char> prefix, ReadOnlySpan<char> digits, Span<char> national, out PhoneKind kind)
    {
        kind = PhoneKind.Unknown;
        var length = prefix.Length + digits.Length;
        if (length > national.Length) return 0;

        prefix.CopyTo(national);
        digits.CopyTo(national[prefix.Length..]);
        var found = Code.KindOf(national[..length]);
        kind = found ?? PhoneKind.Unknown;
        return found is null ? 0 : length;
    }
}

/// <summary>Local numbers without their area: of this length, beginning with one of these digits, they get this prefix.</summary>
internal sealed record LocalNumbers(int Length, string First, string Prefix)
{
    public bool Fits(ReadOnlySpan<char> dialled) => dialled.Length == Length && First.Contains(dialled[0]);
}

/// <summary>An old mobile mark inside a number: it is removed at one of these places, and the prefix is put in front.</summary>
internal sealed record MobileInfix(string Digits, int[] At, string Prefix);
