using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace OlConnector.Web.Interface;

/// <summary>
/// Serves the files that the interface's page loads. Each was compressed when it was built and is answered in the best form that the
/// browser takes. The page itself is not among them: it belongs to verified visitors.
/// </summary>
internal static class InterfaceFiles
{
    /// <summary>Names of these files change with their content: whoever has one has it for good.</summary>
    private const string ForGood = "public, max-age=31536000, immutable";

    private const string ForAnHour = "public, max-age=3600";

    private static readonly PathString Assets = "/assets";
    private static readonly PathString Icon = "/favicon.svg";

    /// <summary>Endings of compressed files with their names on the wire, the smallest first.</summary>
    private static readonly (string Ending, string Encoding)[] Compressed = [(".br", "br"), (".gz", "gzip")];

    internal static WebApplication UseInterface(this WebApplication app)
    {
        var built = app.Services.GetRequiredService<BuiltInterface>();
        if (!built.IsBuilt) return app;
        // Of the folder only what the page loads: the page itself is nobody's file.
        Serve(app, IsAsset, Assets, Path.Combine(built.Folder, "assets"));
        Serve(app, path => path == Icon, PathString.Empty, built.Folder);
        return app;
    }

    private static void Serve(WebApplication app, Func<PathString, bool> isOurs, PathString prefix, string folder)
    {
        var files = new PhysicalFileProvider(folder);
        app.Lifetime.ApplicationStopped.Register(files.Dispose);
        var options = new StaticFileOptions
        {
            FileProvider = files,
            RequestPath = prefix,
            ContentTypeProvider = new InnerTypes(),
            OnPrepareResponse = file => Describe(file.Context.Response, file.File.Name),
        };
        app.MapWhen(http => isOurs(http.Request.Path), branch =>
        {
            branch.Use((http, next) =>
            {
                // Made of its parts: added to, a path would be decoded a second time.
                http.Request.Path = new PathString(http.Request.Path.Value + EndingFor(http.Request, prefix, files));
                return next(http);
            });
            branch.UseMiddleware<StaticFileMiddleware>(Options.Create(options));
        });
    }

    private static bool IsAsset(PathString path) => path.StartsWithSegments(Assets, StringComparison.Ordinal);

    private static string EndingFor(HttpRequest request, PathString prefix, PhysicalFileProvider files)
    {
        var name = request.Path.Value![prefix.ToString().Length..];
        var taken = request.GetTypedHeaders().AcceptEncoding;
        return Compressed.Where(form =>
                taken.Any(one => one.Value.Equals(form.Encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0)
                && files.GetFileInfo($"{name}{form.Ending}").Exists)
            .Select(form => form.Ending).FirstOrDefault("");
    }

    private static void Describe(HttpResponse response, string name)
    {
        response.Headers.CacheControl = IsAsset(response.HttpContext.Request.Path) ? ForGood : ForAnHour;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (Array.Find(Compressed, form => name.EndsWith(form.Ending, StringComparison.Ordinal)) is { Encoding: { } encoding })
            response.Headers.ContentEncoding = encoding;
    }

    /// <summary>A compressed file is of the kind of what is in it.</summary>
    private sealed class InnerTypes : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _types = new();

        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType) =>
            _types.TryGetContentType(
                Array.Find(Compressed, form => subpath.EndsWith(form.Ending, StringComparison.Ordinal)) is { Ending: { } ending }
                    ? subpath[..^ending.Length]
                    : subpath,
                out contentType);
    }
}
