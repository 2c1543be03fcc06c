using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using OlConnector.Engine.Gateways;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>The promises about callbacks.</summary>
public abstract partial class GatewayConformance
{
    /// <summary>Seeded inputs per run; <c>OLC_FUZZ</c> asks for more.</summary>
    private static readonly int FuzzInputs = int.TryParse(
        Environment.GetEnvironmentVariable("OLC_FUZZ"), CultureInfo.InvariantCulture, out var inputs)
        ? inputs
        : 5000;

    /// <summary>True when a call can be told from a forged one by more than the hook's address.</summary>
    private protected virtual bool ProvesCallbacks => true;

    /// <summary>Genuine calls and what is in them.</summary>
    private protected abstract IEnumerable<(string Name, CallbackRequest Call, GatewayEvent[] Events)> Genuine { get; }

    /// <summary>Calls somebody else might make.</summary>
    private protected abstract IEnumerable<(string Name, CallbackRequest Call)> Forged { get; }

    /// <summary>Genuine calls nobody can read.</summary>
    private protected abstract IEnumerable<(string Name, CallbackRequest Call)> Unreadable { get; }

    /// <summary>A call with a given body that the vendor could have made: signed, so that nonsense reaches the parser.</summary>
    private protected abstract CallbackRequest Signed(byte[] body);

    private protected CallbackRequest Signed(string body) => Signed(Encoding.UTF8.GetBytes(body));

    private protected static CallbackRequest ACall(
        byte[] body, string method = "POST", string query = "", params (string Name, string Value)[] headers) => new(
        method,
        new Uri(HookOf("one") + query),
        QueryHelpers.ParseQuery(query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
        headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
        body);

    /// <summary>A call bent in some way; the default bends the body and signs it again.</summary>
    private protected virtual CallbackRequest Bent(CallbackRequest genuine, Random random) =>
        Signed(Bending.Of(genuine.Body.ToArray(), random));

    [Fact]
    public void A_genuine_call_is_read()
    {
        foreach (var (name, call, events) in Genuine)
            Gateway.ReadCallback(call).ShouldBeOfType<CallbackResult.Understood>(name).Events.ShouldBe(events, name);
    }

    [Fact]
    public void A_call_that_comes_twice_is_read_the_same_way_twice()
    {
        foreach (var (name, call, _) in Genuine)
        {
            var first = Gateway.ReadCallback(call).ShouldBeOfType<CallbackResult.Understood>(name);
            Gateway.ReadCallback(call).ShouldBeOfType<CallbackResult.Understood>(name).Events.ShouldBe(first.Events, name);
        }
    }

    [Fact]
    public void A_forged_call_is_refused()
    {
        var forged = Forged.ToList();

        (forged.Count > 0).ShouldBe(ProvesCallbacks);
        foreach (var (name, call) in forged)
            Gateway.ReadCallback(call).ShouldBeOfType<CallbackResult.Refused>(name);
    }

    [Fact]
    public void A_genuine_call_that_nobody_can_read_is_kept_and_blocks_nothing()
    {
        foreach (var (name, call) in Unreadable)
            Gateway.ReadCallback(call).ShouldBeOfType<CallbackResult.Unreadable>(name).Why.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_call_of_another_line_is_not_ours()
    {
        if (!ProvesCallbacks) return;
        var other = Open(Server.Url, "two");

        foreach (var (name, call, events) in Genuine.Where(one => one.Events.Length > 0))
            (other.ReadCallback(call) is CallbackResult.Understood { Events.Count: > 0 }).ShouldBeFalse(name);
    }

    [Fact]
    public async Task Nonsense_neither_throws_nor_hangs()
    {
        var genuine = Genuine.Select(one => one.Call).DefaultIfEmpty(Signed("""{"any":["thing",1]}""")).ToList();
        var random = new Random(20261);

        var reading = Task.Run(() =>
        {
            for (var turn = 0; turn < FuzzInputs; turn++)
                Gateway.ReadCallback(Bent(genuine[turn % genuine.Count], random)).ShouldNotBeNull();
        });

        await reading.WaitAsync(TimeSpan.FromSeconds(60 + (FuzzInputs / 1000)));
    }
}
