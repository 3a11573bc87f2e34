using System.ComponentModel;
using System.Diagnostics;

namespace Offtrail.Cli;

/// <summary>The user's browser.</summary>
internal static class Browser
{
    /// <summary>Opens an address in it. False when the system has none, as on a server.</summary>
    public static bool TryOpen(string address)
    {
        try
        {
            var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(address) { UseShellExecute = true } : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address]);
            using var process = Process.Start(start);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
