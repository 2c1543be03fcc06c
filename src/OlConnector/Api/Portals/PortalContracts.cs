using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;

namespace OlConnector.Api.Portals;

/// <summary>Which portals are wanted; absent filters ask for nothing.</summary>
internal sealed class PortalQuery
{
    /// <summary>A part of the domain, of a line's name or of its number in any writing, or the whole member_id.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; set; }

    /// <summary>True for those with a frozen line, an unpaid app, or tokens that an administrator has to renew.</summary>
    [FromQuery(Name = "troubled")]
    public bool Troubled { get; set; }
}

/// <summary>How a portal does, without anything of what it sends and to whom.</summary>
/// <param name="Id">Its member_id, which <c>X-Portal</c> takes.</param>
/// <param name="Domain">Its host today.</param>
/// <param name="State">Whether it can be served.</param>
/// <param name="Status">Bitrix24's letter for the installation.</param>
/// <param name="License">Region and plan as Bitrix24 tells them; null until asked.</param>
/// <param name="IsDemo">Whether the limits of a demo hold.</param>
/// <param name="DemoLeft">Marketing messages that the demo has left; null where none is limited.</param>
/// <param name="InstalledAt">When the app was first installed.</param>
/// <param name="TokensRenewedAt">When Bitrix24 last renewed the tokens; null when it never did.</param>
/// <param name="NeedsReauthorization">An administrator has to open the app before Bitrix24 can be told anything.</param>
/// <param name="Lines">Its lines by state; deleted ones do not count.</param>
/// <param name="FrozenReasons">Why lines are frozen, as reason codes.</param>
/// <param name="Queued">Messages that wait to be composed or sent.</param>
/// <param name="Held">Messages that wait for a person.</param>
/// <param name="InFlight">Messages that are being sent right now.</param>
/// <param name="OldestWaitSince">When the oldest of those that wait to be composed or sent came in; null when none waits.</param>
/// <param name="Outbox">States that Bitrix24 has not been told yet.</param>
/// <param name="LastError">What Bitrix24 said to the newest of those that it refused; null when it refused none.</param>
internal sealed record PortalHealth(
    string Id, string Domain, PortalState State, string Status, string? License, bool IsDemo, int? DemoLeft,
    DateTimeOffset InstalledAt, DateTimeOffset? TokensRenewedAt, bool NeedsReauthorization, LinesByState Lines,
    IReadOnlyList<string> FrozenReasons, int Queued, int Held, int InFlight, DateTimeOffset? OldestWaitSince,
    int Outbox, string? LastError);

/// <summary>How many lines a portal has in each state.</summary>
/// <param name="Active">Going.</param>
/// <param name="Paused">Paused by a person.</param>
/// <param name="Frozen">Stopped by the gateway or the portal.</param>
/// <param name="Disconnected">Of those that go: their gateway does not call them connected.</param>
internal sealed record LinesByState(int Active, int Paused, int Frozen, int Disconnected);
