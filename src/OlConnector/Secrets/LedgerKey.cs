using System.Security.Cryptography;
using System.Xml.Linq;
using OlConnector.Storage;

namespace OlConnector.Secrets;

/// <summary>
/// The key by which portals and erased numbers are named where nobody may read who they are. On SQLite a file of its own; on PostgreSQL
/// derived from the master key, but for books that were moved there: they keep the key that their names were made with.
/// </summary>
internal sealed class LedgerKey(Database database, DataDirectory directory, MasterKey master)
{
    /// <summary>Its name among the stored keys.</summary>
    internal const string Name = "ledger";

    private const string File = "ledger.key", Element = "ledgerKey";

    /// <summary>The key; made when there is none yet.</summary>
    internal byte[] Get() => database.IsShared ? Moved() ?? master.Derive("demo ledger") : OfFile(directory) ?? Make();

    /// <summary>The file's key; null when nothing has been named yet.</summary>
    internal static byte[]? OfFile(DataDirectory directory) =>
        System.IO.File.Exists(PathIn(directory)) ? System.IO.File.ReadAllBytes(PathIn(directory)) : null;

    /// <summary>A key as a stored key; wrapped by the master key.</summary>
    internal static string Wrap(byte[] key, MasterKey master) =>
        new MasterKeyWrap(master).Encrypt(new XElement(Element, Convert.ToBase64String(key))).EncryptedElement
            .ToString(SaveOptions.DisableFormatting);

    private byte[]? Moved()
    {
        using var db = database.Read();
        return db.StoredKeys.Find(Name) is { } stored
            ? Convert.FromBase64String(MasterKeyUnwrap.Decrypt(XElement.Parse(stored.Xml), master).Value)
            : null;
    }

    private byte[] Make()
    {
        var (path, key) = (PathIn(directory), RandomNumberGenerator.GetBytes(32));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, key);
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return key;
    }

    private static string PathIn(DataDirectory directory) => directory.File(Path.Combine(SecretsRegistration.KeyFolder, File));
}
