using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace OlConnector.Secrets;

/// <summary>Wraps the keys of the ring by the master key: AES-256-GCM with a salt and a nonce of their own (NIST SP 800-38D).</summary>
internal sealed class MasterKeyWrap(MasterKey master) : IXmlEncryptor
{
    internal const string Purpose = "key ring";
    internal const int SaltLength = 16, NonceLength = 12, TagLength = 16;

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var wrapped = new byte[SaltLength + NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, SaltLength + NonceLength));
        using var cipher = new AesGcm(master.Derive(Purpose, wrapped[..SaltLength]), TagLength);
        var (nonce, tag, secret) = Parts(wrapped);
        cipher.Encrypt(nonce.Span, plain, secret.Span, tag.Span);
        return new EncryptedXmlInfo(new XElement("masterKey", Convert.ToBase64String(wrapped)), typeof(MasterKeyUnwrap));
    }

    internal static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Secret) Parts(byte[] wrapped) => (
        wrapped.AsMemory(SaltLength, NonceLength), wrapped.AsMemory(SaltLength + NonceLength, TagLength),
        wrapped.AsMemory(SaltLength + NonceLength + TagLength));
}

/// <summary>The way back. Made by Data Protection itself, from the name that lies beside the wrapped key.</summary>
internal sealed class MasterKeyUnwrap(IServiceProvider services) : IXmlDecryptor
{
    private readonly MasterKey _master = services.GetRequiredService<MasterKey>();

    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement) => Decrypt(encryptedElement, _master);

    /// <summary>What <see cref="MasterKeyWrap"/> wrapped.</summary>
    /// <exception cref="CryptographicException">It was wrapped by another key, or changed since.</exception>
    internal static XElement Decrypt(XElement wrappedElement, MasterKey master)
    {
        if (!master.IsSet)
            throw new CryptographicException(
                "The key ring is wrapped by a master key: set Secrets:MasterKey to the one it was wrapped with.");
        var wrapped = Convert.FromBase64String(wrappedElement.Value);
        if (wrapped.Length < MasterKeyWrap.SaltLength + MasterKeyWrap.NonceLength + MasterKeyWrap.TagLength)
            throw new CryptographicException("A wrapped key is cut off.");
        using var cipher = new AesGcm(master.Derive(MasterKeyWrap.Purpose, wrapped[..MasterKeyWrap.SaltLength]), MasterKeyWrap.TagLength);
        var (nonce, tag, secret) = MasterKeyWrap.Parts(wrapped);
        var plain = new byte[secret.Length];
        cipher.Decrypt(nonce.Span, secret.Span, tag.Span, plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
