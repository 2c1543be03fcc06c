using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using OlConnector.Api.Lines;
using OlConnector.Api.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>The mailings of a portal.</summary>
[Route("api/v1/campaigns")]
[Tags("campaigns")]
internal sealed class CampaignsController(
    CampaignReading reading, CampaignForecasts forecasts, CampaignActions actions, WaveActions waves, Preparing preparing,
    CampaignChanges changes, RestartActions restarts, StartActions starts, MergeActions merges, OwnMailingDesk own,
    OwnPreviews previews) : PortalController
{
    /// <summary>Lists campaigns, youngest first.</summary>
    [HttpGet, RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<Page<CampaignResource>>> List([FromQuery] string? line, [FromQuery] PageQuery page, CancellationToken ct) =>
        reading.ListAsync(Caller, line, page, ct);

    /// <summary>Reads one campaign with its counts, forecast and risk.</summary>
    [HttpGet("{id}"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<CampaignResource>> Get(string id, CancellationToken ct) => reading.GetAsync(Caller, id, ct);

    /// <summary>When its messages left and will leave.</summary>
    [HttpGet("{id}/timeline"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<CampaignTimeline>> Timeline(string id, CancellationToken ct) => forecasts.TimelineAsync(Caller, id, ct);

    /// <summary>
    /// Makes a mailing. A <c>prepared</c> one awaits its letter, which is pasted into CRM-Marketing with the marker of the answer. An own
    /// one (<c>api</c>, <c>file</c>) is a draft with its recipients until it is started, unless <c>start</c> says that it begins with this
    /// call. With Idempotency-Key a repeated call makes an own mailing once, for 24 hours.
    /// </summary>
    [HttpPost, RequiresRole(Role.Marketer), Dear]
    [ProducesResponseType<CampaignResource>(StatusCodes.Status201Created)]
    public Task<ActionResult<CampaignResource>> Create(
        NewCampaign wish, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, CancellationToken ct) =>
        wish.Kind is NewCampaignKind.Api or NewCampaignKind.File
            ? own.MakeAsync(Caller, wish, idempotencyKey, ct)
            : preparing.PrepareAsync(Caller, wish, ct);

    /// <summary>
    /// Names further recipients of an own mailing that has not begun, at most 1000 a call. With Idempotency-Key a repeated call names them
    /// once, for 24 hours.
    /// </summary>
    [HttpPost("{id}/recipients"), RequiresRole(Role.Marketer), Dear]
    public Task<ActionResult<RecipientsAnswer>> Name(
        string id, NewRecipients wish, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, CancellationToken ct) =>
        own.AddAsync(Caller, id, wish, idempotencyKey, ct);

    /// <summary>
    /// What recipients of an own mailing that has not begun would get, with parts, uniqueness, and what would keep some back.
    /// </summary>
    [HttpPost("{id}/preview"), RequiresRole(Role.Marketer), Dear]
    public Task<ActionResult<OwnPreviewAnswer>> Preview(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] OwnPreviewWish? wish, CancellationToken ct) =>
        previews.ShowAsync(Caller, id, wish, ct);

    /// <summary>
    /// Sends the text of one recipient of an own mailing that has not begun to a number, as a test of its line: no message of the mailing.
    /// With Idempotency-Key a repeated call sends once, for 24 hours.
    /// </summary>
    [HttpPost("{id}/test"), RequiresRole(Role.Marketer), ClosedToOperator]
    [ProducesResponseType<QuickSendAnswer>(StatusCodes.Status202Accepted)]
    public Task<ActionResult<QuickSendAnswer>> Test(
        string id, OwnTest wish, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, CancellationToken ct) =>
        previews.TestAsync(Caller, id, wish, idempotencyKey, ct);

    /// <summary>Takes back a prepared mailing whose letter has not been sent, or an own one that has not begun.</summary>
    [HttpDelete("{id}"), RequiresRole(Role.Marketer)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public Task<ActionResult> Withdraw(string id, CancellationToken ct) => preparing.WithdrawAsync(Caller, id, ct);

    /// <summary>Changes name and rank, and settings while they can still act.</summary>
    [HttpPatch("{id}"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<CampaignResource>> Change(string id, MergePatch<CampaignDraft> patch, CancellationToken ct) =>
        changes.ChangeAsync(Caller, id, patch, IfMatch, ct);

    /// <summary>
    /// Starts a campaign that is a draft, scheduled, being collected, or whose start was missed: at once, or at the moment of the call.
    /// What runs cannot be started, and a high risk needs <c>acknowledgeRisk</c>.
    /// </summary>
    [HttpPost("{id}/start"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<CampaignResource>> Start(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] CampaignStart? wish, CancellationToken ct) =>
        starts.StartAsync(Caller, id, wish, ct);

    /// <summary>
    /// Makes one campaign of two of the same line: the other one's messages become this one's, and what still comes of its letter too.
    /// Guard and duplicates are decided over both together.
    /// </summary>
    [HttpPost("{id}/merge"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<MergedAnswer>> Merge(string id, CampaignMerge wish, CancellationToken ct) =>
        merges.MergeAsync(Caller, id, wish, ct);

    /// <summary>
    /// Makes a campaign of its own of messages that still wait. With Idempotency-Key a repeated call gets the same answer for 24 hours.
    /// </summary>
    [HttpPost("{id}/separate"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<SeparatedAnswer>> Separate(
        string id, CampaignSeparation wish, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, CancellationToken ct) =>
        merges.SeparateAsync(Caller, id, wish, idempotencyKey, ct);

    /// <summary>Pauses before the next dispatch; <c>inFlight</c> says what finishes still.</summary>
    [HttpPost("{id}/pause"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<CampaignResource>> Pause(string id, CancellationToken ct) => actions.PauseAsync(Caller, id, ct);

    /// <summary>Goes on from the first unsent message. A prepared mailing of high risk needs <c>acknowledgeRisk</c>.</summary>
    [HttpPost("{id}/resume"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<CampaignResource>> Resume(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] CampaignResume? wish, CancellationToken ct) =>
        actions.ResumeAsync(Caller, id, wish, ct);

    /// <summary>Stops for good; later arrivals are stopped too.</summary>
    [HttpPost("{id}/stop"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<StoppedAnswer>> Stop(string id, CancellationToken ct) => actions.StopAsync(Caller, id, ct);

    /// <summary>Takes everything unsent out of the queue; the campaign lives on.</summary>
    [HttpPost("{id}/clear"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<ClearedAnswer>> Clear(string id, CancellationToken ct) => actions.ClearAsync(Caller, id, ct);

    /// <summary>
    /// Lets held messages go on, oldest first. More than 100 need their number as acknowledgement; what would only be held again stays.
    /// </summary>
    [HttpPost("{id}/release"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<ReleasedAnswer>> Release(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] CampaignRelease? wish, CancellationToken ct) =>
        actions.ReleaseAsync(Caller, id, wish, ct);

    /// <summary>Lets held messages go on in waves, oldest first. More than 100 need their number as acknowledgement.</summary>
    [HttpPost("{id}/split"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<SplitAnswer>> Split(string id, CampaignSplit wish, CancellationToken ct) =>
        waves.SplitAsync(Caller, id, wish, ct);

    /// <summary>Cancels the waves that are still to come; their messages stay held.</summary>
    [HttpDelete("{id}/waves"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<WavesCancelledAnswer>> CancelWaves(string id, CancellationToken ct) => waves.CancelAsync(Caller, id, ct);

    /// <summary>
    /// Sends messages of a campaign that is over again, as a campaign of its own on the same line. <c>all</c> needs the number of messages
    /// as acknowledgement, and so do more than 100 of any kind. <c>refusedByDemo</c> sends what the demo refused, over or not, once the
    /// portal has paid.
    /// With Idempotency-Key a repeated call gets the same answer for 24 hours.
    /// </summary>
    [HttpPost("{id}/restart"), RequiresRole(Role.Marketer), ClosedToOperator]
    public Task<ActionResult<RestartedAnswer>> Restart(
        string id, CampaignRestart wish, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, CancellationToken ct) =>
        restarts.RestartAsync(Caller, id, wish, idempotencyKey, ct);

    /// <summary>Gives all held messages up.</summary>
    [HttpPost("{id}/discard"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<DiscardedAnswer>> Discard(string id, CancellationToken ct) => actions.DiscardAsync(Caller, id, ct);
}
