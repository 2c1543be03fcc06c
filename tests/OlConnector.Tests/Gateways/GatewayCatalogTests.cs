using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.Outbound;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

public sealed class GatewayCatalogTests
{
    [Fact]
    public void A_host_gets_every_kind_once_and_the_catalog_holds_the_same_ones()
    {
        using var host = new ServiceCollection()
            .AddLogging().AddSingleton(TimeProvider.System)
            .AddGateways(_ => new OutboundReach(PrivateHosts.All)).BuildServiceProvider();

        var kinds = host.GetServices<IGatewayKind>().ToList();

        kinds.Select(kind => kind.Kind).ShouldBeUnique();
        var catalog = host.GetRequiredService<GatewayCatalog>();
        foreach (var kind in kinds)
        {
            catalog.TryGet(kind.Kind, out var found).ShouldBeTrue();
            found.ShouldBeSameAs(kind);
        }
    }

    [Fact]
    public void A_kind_nobody_speaks_is_not_found() => new GatewayCatalog([]).TryGet("pigeon", out _).ShouldBeFalse();

    [Fact]
    public void Every_kind_keeps_the_promises_of_the_conformance_suite()
    {
        var proved = typeof(GatewayConformance).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(GatewayConformance)) && !type.IsAbstract)
            .ToList();

        // The suite speaks HTTP; what of it holds for SMPP is proved by Smpp/SmppRunTests against a real SMSC.
        proved.Select(KindOf).Append("smpp").Distinct().Order().ShouldBe(Kinds().Select(kind => kind.Kind).Order());
    }

    [Fact]
    public void Every_kind_has_a_page_for_the_admin_that_names_each_setting_in_both_languages()
    {
        foreach (var kind in Kinds())
        {
            var page = File.ReadAllText(Path.Combine(Docs(), kind.Kind + ".md"));
            page.ShouldContain("## Русский");
            page.ShouldContain("## English");
            foreach (var setting in kind.Settings)
                page.Split("## English").ShouldAllBe(
                    half => half.Contains($"`{setting.Name}`", StringComparison.Ordinal), $"{kind.Kind}.{setting.Name}");
        }
    }

    private static IEnumerable<IGatewayKind> Kinds()
    {
        var room = new GatewayRoom(AllowPrivateHosts: true, TimeProvider.System, new CapturedLogs());
        return GatewayCatalog.Standard.Select(create => create(room));
    }

    private static string KindOf(Type proof)
    {
        var pages = proof.GetProperty("Pages", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var vendor = (VendorPages)pages.GetValue(Activator.CreateInstance(proof))!;
        return vendor.Create(new GatewayRoom(true, TimeProvider.System, new CapturedLogs())).Kind;
    }

    private static string Docs()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OlConnector.sln"))) folder = folder.Parent;
        return Path.Combine(folder.ShouldNotBeNull().FullName, "docs", "gateways");
    }
}
