using System.Security.Cryptography;
using System.Xml.Linq;
using OlConnector.Storage;
using OlConnector.Storage.Rows;

namespace OlConnector.Secrets;

/// <summary>The key files of a data directory as rows of a shared database: all of them wrapped by the master key.</summary>
internal static class RingFiles
{
    // How Data Protection writes a key (learn.microsoft.com, "Key storage format in ASP.NET Core"): what is secret bears an attribute
    // until it is wrapped, and stands in an element of its own afterwards.
    private static readonly XNamespace Protection = "http://schemas.asp.net/2015/03/dataProtection";

    /// <summary>Every key of the ring, and the one of the ledger.</summary>
    /// <exception cref="KeyFileException">A file is no key, or is wrapped by another master key.</exception>
    internal static IReadOnlyList<StoredKey> Wrapped(DataDirectory directory, MasterKey master)
    {
        var folder = directory.File(SecretsRegistration.KeyFolder);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.xml") : [];
        var ring = files.Order(StringComparer.Ordinal).Select(file => Wrapped(file, master));
        return LedgerKey.OfFile(directory) is { } ledger
            ? [.. ring, new StoredKey { Name = LedgerKey.Name, Xml = LedgerKey.Wrap(ledger, master) }]
            : [.. ring];
    }

    private static StoredKey Wrapped(string file, MasterKey master)
    {
        try
        {
            var key = XElement.Load(file);
            foreach (var wrapped in key.Descendants(Protection + "encryptedSecret"))
                MasterKeyUnwrap.Decrypt(wrapped.Elements().Single(), master);
            var open = key.Descendants().Where(one => (bool?)one.Attribute(Protection + "requiresEncryption") == true).ToList();
            foreach (var secret in open) secret.ReplaceWith(Wrap(secret, master));
            return new StoredKey { Name = Path.GetFileNameWithoutExtension(file), Xml = key.ToString(SaveOptions.DisableFormatting) };
        }
        catch (Exception broken) when (broken is System.Xml.XmlException or InvalidOperationException or FormatException)
        {
            throw new KeyFileException(
                $"{file} is no key of the ring: {broken.Message} Take it away, or bring it back from a backup.", broken);
        }
        catch (CryptographicException foreign)
        {
            throw new KeyFileException(
                $"{file} was wrapped by another Secrets:MasterKey. Give the one that this installation has run with.", foreign);
        }
    }

    private static XElement Wrap(XElement secret, MasterKey master)
    {
        var wrapped = new MasterKeyWrap(master).Encrypt(secret);
        return new XElement(
            Protection + "encryptedSecret", new XAttribute("decryptorType", wrapped.DecryptorType.AssemblyQualifiedName!),
            wrapped.EncryptedElement);
    }
}

/// <summary>A key file cannot be carried over; the message says why and what to do.</summary>
internal sealed class KeyFileException(string message, Exception inner) : InvalidOperationException(message, inner);
