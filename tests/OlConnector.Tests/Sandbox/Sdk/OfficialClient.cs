using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Sandbox.Sdk;

/// <summary>Bitrix24's own client library, as npm has it: the judge of the simulated portal.</summary>
internal static class OfficialClient
{
    internal const string Package = "@bitrix24/b24jssdk";
    internal const string Driver = "playwright-core";

    /// <summary>The library for browsers, in one file.</summary>
    internal static string Bundle => Path.Combine(Npm.Folder, "node_modules", Package, "dist", "umd", "index.min.js");

    /// <summary>Debian's browser; null where it is missing.</summary>
    internal static string? Chromium { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    /// <summary>Why nothing can be tried in a browser; null when it can.</summary>
    internal static string? MissingInBrowser =>
        Npm.Missing(Package, Driver) ?? (Chromium is null ? "Chromium is not on the PATH: install chromium." : null);

    /// <summary>A certificate for this machine that nobody has signed but itself.</summary>
    internal static X509Certificate2 SelfSigned(TimeProvider clock)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = clock.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}

/// <summary>A test that runs the client in a browser. What is missing shows as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = OfficialClient.MissingInBrowser;
}
