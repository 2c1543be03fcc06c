using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace OlConnector.Storage;

/// <summary>Brings SQLite's engine up: the pinned bindings and, where present, the system's library (docs/adr/0002).</summary>
internal static class SqliteEngine
{
    private const string Bindings = "SQLitePCLRaw.core";

    /// <summary>Runs before anything of EF touches the bindings, in every process that loads this assembly.</summary>
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The resolver has to stand before EF's first type loads.")]
    internal static void Start()
    {
        AssemblyLoadContext.Default.Resolving += AnswerWithOurs;
        StartProvider();
    }

    /// <summary>EF asks for the bindings' 2.1 by version; the API of 2.0.6 is the same.</summary>
    private static Assembly? AnswerWithOurs(AssemblyLoadContext context, AssemblyName asked)
    {
        var ours = Path.Combine(AppContext.BaseDirectory, Bindings + ".dll");
        return asked.Name == Bindings && File.Exists(ours) ? context.LoadFromAssemblyPath(ours) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StartProvider()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, PreferSystemLibrary);
        SQLitePCL.Batteries_V2.Init();
    }

    /// <summary>The system's library gets security updates; the packaged one is the fallback.</summary>
    private static IntPtr PreferSystemLibrary(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : IntPtr.Zero;
}
