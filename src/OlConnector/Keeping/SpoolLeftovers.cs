using System.Globalization;
using System.Text;
using OlConnector.Engine;
using OlConnector.Engine.Phones;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>
/// What this node's spool could never store, a file each beside it: calls that cannot be read (<c>.rejected</c>) and ends of files that
/// are no whole record (<c>.rest</c>). Kept for a person, like everything that lies in the data directory, but not for ever.
/// </summary>
internal sealed class SpoolLeftovers(DataDirectory directory, TimeProvider clock)
{
    /// <summary>The folder of the spool, which this is in.</summary>
    internal const string Folder = "spool";

    /// <summary>How long they are kept. 14 days.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(14);

    /// <summary>Enough of a number's end to know it by, however its beginning was written.</summary>
    private const int TailLength = 8;

    private const string PortalMark = "\"Portal\":\"";

    private int _number;

    /// <summary>The path under which something is kept from now on.</summary>
    /// <param name="kind"><c>rejected</c> or <c>rest</c>.</param>
    internal string NewPath(string kind) => Path.Combine(
        directory.File(Folder),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.GetUtcNow().ToUnixTimeMilliseconds():0000000000000}-{Interlocked.Increment(ref _number):0000}.{kind}"));

    /// <summary>Deletes those that are too old.</summary>
    internal void ForgetOld()
    {
        var before = (clock.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds();
        foreach (var path in Paths())
            if (MomentOf(path) < before) File.Delete(path);
    }

    /// <summary>Deletes those in which a portal's number stands, however it is written.</summary>
    internal void ForgetNumber(PortalId portal, PhoneNumber number)
    {
        var tail = number.Digits.Length > TailLength ? number.Digits[^TailLength..] : number.Digits;
        Delete(text => IsOf(text, portal) && DigitsOf(text).Contains(tail, StringComparison.Ordinal));
    }

    /// <summary>Deletes those that are a portal's alone.</summary>
    internal void ForgetPortal(PortalId portal) => Delete(
        text => IsOf(text, portal) && Count(text, PortalMark) == Count(text, PortalMark + portal.Value + "\""));

    private void Delete(Predicate<string> isMeant)
    {
        foreach (var path in Paths())
            if (isMeant(Encoding.UTF8.GetString(File.ReadAllBytes(path)))) File.Delete(path);
    }

    /// <summary>The moment in a name; one without is kept until somebody looks at it.</summary>
    private static long MomentOf(string path) =>
        long.TryParse(Path.GetFileName(path).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
            ? moment
            : long.MaxValue;

    private IEnumerable<string> Paths() => Directory.Exists(directory.File(Folder))
        ? Directory.EnumerateFiles(directory.File(Folder)).Where(path => Path.GetExtension(path) is ".rejected" or ".rest")
        : [];

    /// <summary>What names no portal may be anybody's.</summary>
    private static bool IsOf(string text, PortalId portal) =>
        text.Contains(portal.Value, StringComparison.Ordinal) || !text.Contains(PortalMark, StringComparison.Ordinal);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>Numbers as they stand in the text: their digits, whatever signs are between them.</summary>
    private static string DigitsOf(string text) => string.Concat(
        text.Where(sign => !" ()+-.\u00A0".Contains(sign, StringComparison.Ordinal)).Select(sign => char.IsAsciiDigit(sign) ? sign : ' '));
}
