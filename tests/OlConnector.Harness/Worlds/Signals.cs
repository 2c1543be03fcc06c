using System.Runtime.InteropServices;

namespace OlConnector.Harness.Worlds;

/// <summary>Signals to one process that we started (signal(7), Linux numbers).</summary>
internal static class Signals
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    internal static void Kill(int pid) => Send(pid, SigKill);

    internal static void Terminate(int pid) => Send(pid, SigTerm);

    internal static void Freeze(int pid) => Send(pid, SigStop);

    internal static void Thaw(int pid) => Send(pid, SigCont);

    private static void Send(int pid, int signal)
    {
        // Zero and negative numbers would mean whole groups of processes.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pid);
        _ = SendSignal(pid, signal);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);
}
