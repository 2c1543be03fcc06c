using Microsoft.AspNetCore.DataProtection;
using OlConnector.Engine;
using OlConnector.Lines;
using OlConnector.Secrets;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Lines;

/// <summary>Readings come in any order: two that overlap may be taken in the wrong way round.</summary>
public sealed class KnownLinesTests
{
    private static readonly PortalId Portal = new("3b7f0c9de1a24586b0f7d2c4a9e81635");
    private static readonly DateTimeOffset Now = Given.Morning;
    private readonly SecretBox _secrets = new(new EphemeralDataProtectionProvider());
    private readonly KnownLines _known;

    public KnownLinesTests() => _known = new KnownLines(_secrets);

    [Fact]
    public void What_is_read_of_one_line_takes_nothing_away_from_another()
    {
        _known.Take([ALine(1, revision: 5)]);
        _known.Take([ALine(2, revision: 3)]);

        Handler("key 1").ShouldNotBeNull();
        Handler("key 2").ShouldNotBeNull();
    }

    [Fact]
    public void An_older_reading_never_replaces_a_newer_one()
    {
        var (before, after) = (ALine(1, revision: 4), ALine(1, revision: 5) with { HandlerKeyHash = SecretKey.Hash("new"), IsOff = true });
        _known.Take([after]);

        _known.Take([before]);

        Handler("key 1").ShouldBeNull();
        Handler("new").ShouldNotBeNull().IsOff.ShouldBeTrue();
    }

    [Fact]
    public void A_rotated_key_opens_its_line_until_its_grace_ends_and_the_one_before_it_no_more()
    {
        _known.Take([ALine(1, revision: 1)]);
        _known.Take([Rotated(2, "key 1", "second")]);
        Handler("key 1").ShouldNotBeNull();
        Handler("second").ShouldNotBeNull();
        _known.FindByHandlerKey(SecretKey.Hash("key 1"), Now.AddDays(7)).ShouldBeNull();

        _known.Take([Rotated(3, "second", "third")]);

        (Handler("key 1"), Handler("second")?.LineId, Handler("third")?.LineId).ShouldBe((null, Id(1), Id(1)));
    }

    [Fact]
    public void A_hook_key_that_was_changed_opens_nothing_any_more()
    {
        _known.Take([ALine(1, revision: 1)]);

        _known.Take([ALine(1, revision: 2) with { HookKeyHash = SecretKey.Hash("new hook") }]);

        _known.FindByHookKey(SecretKey.Hash("hook 1"), Now).ShouldBeNull();
        _known.FindByHookKey(SecretKey.Hash("new hook"), Now).ShouldNotBeNull();
    }

    [Fact]
    public void A_rotated_hook_key_opens_its_line_until_its_grace_ends_and_the_one_before_it_no_more()
    {
        LineReading Turned(long revision, string from, string to) => ALine(1, revision) with
        {
            HookKeyHash = SecretKey.Hash(to),
            PreviousHookKeyHash = SecretKey.Hash(from),
            PreviousHookKeyEndsAt = Now.AddDays(7),
        };
        LineId? Hook(string key, int days = 0) => _known.FindByHookKey(SecretKey.Hash(key), Now.AddDays(days))?.LineId;
        _known.Take([ALine(1, revision: 1)]);
        _known.Take([Turned(2, "hook 1", "second")]);
        (Hook("hook 1"), Hook("second"), Hook("hook 1", days: 7)).ShouldBe((Id(1), Id(1), null));

        _known.Take([Turned(3, "second", "third")]);

        (Hook("hook 1"), Hook("second"), Hook("third")).ShouldBe((null, Id(1), Id(1)));
    }

    [Fact]
    public void A_portals_new_application_token_counts_for_all_its_lines_and_stays()
    {
        _known.Take([ALine(1, revision: 1), ALine(2, revision: 2)]);

        _known.Take([APortal(revision: 9, token: "fresh")]);
        _known.Take([ALine(2, revision: 3)]);

        Handler("key 1")!.ApplicationTokenHash.ShouldBe(SecretKey.Hash("fresh"));
        Handler("key 2")!.ApplicationTokenHash.ShouldBe(SecretKey.Hash("fresh"), "the line brought an older reading of its portal");
        _known.Renew(Handler("key 1")! with { ApplicationTokenHash = null }).ApplicationTokenHash.ShouldBe(SecretKey.Hash("fresh"));
    }

    [Fact]
    public void Keys_of_a_portal_whose_data_is_being_deleted_open_nothing_whatever_is_read_late()
    {
        _known.Take([ALine(1, revision: 1)]);

        _known.Take([APortal(revision: 7) with { IsClosing = true }]);
        _known.Take([ALine(1, revision: 2), ALine(2, revision: 6)]);

        (Handler("key 1"), Handler("key 2"), _known.FindByHookKey(SecretKey.Hash("hook 1"), Now)).ShouldBe((null, null, null));
        _known.Of(Portal).ShouldBeEmpty();
    }

    [Fact]
    public void A_portal_that_comes_back_after_its_data_was_deleted_has_its_new_lines()
    {
        _known.Take([APortal(revision: 7) with { IsClosing = true }]);

        _known.Take([ALine(3, revision: 9) with { Portal = APortal(revision: 8) }]);

        Handler("key 3").ShouldNotBeNull();
        _known.Of(Portal).ShouldHaveSingleItem().LineId.ShouldBe(Id(3));
    }

    private LineAddress? Handler(string key) => _known.FindByHandlerKey(SecretKey.Hash(key), Now);

    private LineReading Rotated(long revision, string from, string to) => ALine(1, revision) with
    {
        PreviousHandlerKeyHash = SecretKey.Hash(from),
        PreviousHandlerKeyEndsAt = Now.AddDays(7),
        HandlerKeyHash = SecretKey.Hash(to),
    };

    private LineReading ALine(int number, long revision) => new(
        Id(number), APortal(revision: 1), $"olc_{number}", "sandbox", IsOff: false, TreatAsMarketing: false,
        SecretKey.Hash($"key {number}"), null, null, SecretKey.Hash($"hook {number}"), null, null, revision);

    private PortalReading APortal(long revision, string token = "token") =>
        new(Portal, _secrets.Protect(token), null, null, IsClosing: false, revision);

    private static LineId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));
}
