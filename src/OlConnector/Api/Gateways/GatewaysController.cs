using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Gateways;
using OlConnector.Gateways.Settings;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Gateways;

/// <summary>A kind of gateway that a line can be made with.</summary>
/// <param name="Kind">The word for <c>gateway.kind</c>.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Channel">The network it reaches.</param>
/// <param name="Official">A vendor's own channel, with a lower floor.</param>
/// <param name="MaxTextLength">Longest text in UTF-16 units.</param>
/// <param name="MinMarketingInterval">Floor of <c>marketingInterval</c>.</param>
/// <param name="MinDirectInterval">Floor of <c>directInterval</c>.</param>
/// <param name="Settings">JSON schema (draft 2020-12) of <c>gateway.settings</c>.</param>
internal sealed record GatewayResource(
    string Kind, string Name, Channel Channel, bool Official, int MaxTextLength, TimeSpan MinMarketingInterval, TimeSpan MinDirectInterval,
    object Settings);

/// <summary>The kinds of gateway.</summary>
[Route("api/v1/gateways")]
[Tags("gateways")]
internal sealed class GatewaysController(GatewayCatalog kinds, IOptionsMonitor<PacingOptions> pacing) : PortalController
{
    /// <summary>Lists the kinds with the JSON schema of their settings.</summary>
    [HttpGet, RequiresRole(Role.Viewer)]
    public ActionResult<Page<GatewayResource>> List([FromQuery] PageQuery page) =>
        page.TryReadCursor(needsId: false, out var after) is { } refusal
        ? refusal
        : Pages.OfWhole(kinds.Kinds.Select(Show), page, after, kind => kind.Kind);

    /// <summary>Reads one kind.</summary>
    [HttpGet("{kind}"), RequiresRole(Role.Viewer)]
    public ActionResult<GatewayResource> Get(string kind) => kinds.TryGet(kind, out var found) ? Show(found) : Refuse.NotFound();

    private GatewayResource Show(IGatewayKind kind) => new(
        kind.Kind, kind.Name, kind.Traits.Channel, kind.Traits.IsOfficial, kind.Traits.MaxTextLength,
        pacing.CurrentValue.Floor(kind.Traits, Traffic.Marketing), pacing.CurrentValue.Floor(kind.Traits, Traffic.Direct),
        GatewaySettingsSchema.Of(kind));
}
