using System.Net.Sockets;
using System.Text;

namespace Offtrail.EndToEnd.Tests.Service;

public sealed class SystemdTests
{
    [Fact]
    public async Task Systemd_is_told_when_the_service_listens_and_when_it_stops()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("there is no systemd here");
        using var work = new Workspace();
        var path = Path.Combine(work.Root, "notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        var program = new OfftrailProgram(work.Root, work.Home, work.Temp) { Under = ["env", $"NOTIFY_SOCKET={path}"] };
        await using var service = await RunningService.StartReadyAsync(work, program);
        (await ToldAsync()).ShouldBe("READY=1");
        (await service.StopAsync()).ExitCode.ShouldBe(0, service.Log);
        (await ToldAsync()).ShouldBe("STOPPING=1");

        async Task<string> ToldAsync()
        {
            var message = new byte[1000];
            var length = await systemd.ReceiveAsync(message, TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            return Encoding.UTF8.GetString(message, 0, length).Trim();
        }
    }

    [Fact]
    public async Task The_unit_is_one_that_systemd_understands()
    {
        using var work = new Workspace();
        var unit = Path.Combine(work.Root, "offtrail.service");
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "eng", "systemd", "offtrail.service"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(unit, text.Replace("/opt/offtrail/offtrail", "/bin/true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        if (await Shell.TryAsync("systemd-analyze", "verify", "--man=no", unit) is not { } checkedUnit) Assert.Skip("systemd-analyze is not here");
        else checkedUnit.Out.Split('\n').ShouldNotContain(l => l.Contains("offtrail.service", StringComparison.Ordinal) && !l.Contains("Failed to create", StringComparison.Ordinal), checkedUnit.Out);
    }
}
