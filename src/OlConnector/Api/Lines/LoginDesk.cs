using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Lines;

/// <summary>
/// Links telephones to lines, and starts, stops and ends their sessions at the gateway. What it hands out is never logged.
/// </summary>
internal sealed class LoginDesk(
    LineReading reading, LineGateways gateways, ConnectionChecks connections, AuditTrail audit, TimeProvider clock)
{
    /// <summary>An image asked for again within this time is the same one: a vendor takes about one question a second. 1 second.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>How long a vendor's answer is waited for. 15 seconds.</summary>
    private static readonly TimeSpan VendorPatience = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<LineId, (DateTimeOffset At, LoginAnswer Answer)> _images = new();

    /// <summary>An image to scan.</summary>
    internal Task<ActionResult<LoginAnswer>> OfferAsync(Caller caller, string id, CancellationToken ct) =>
        WithSessionAsync<LoginAnswer>(caller, id, async (line, session) =>
        {
            // The vendor's support reads everything but what opens an account.
            if (!caller.SeesKeys)
                return NotNow("Only the portal's own administrators may link a telephone.", session, caller);
            if (_images.TryGetValue(line.Id, out var last) && clock.GetUtcNow() - last.At < Fresh) return last.Answer;
            var answer = await AskAsync(caller, line, session, codeFor: null, ct);
            if (answer.State == LoginState.Scan) _images[line.Id] = (clock.GetUtcNow(), answer);
            else _images.TryRemove(line.Id, out _);
            return answer;
        }, ct);

    /// <summary>A code to type.</summary>
    internal Task<ActionResult<LoginAnswer>> OfferCodeAsync(Caller caller, string id, LoginDraft draft, CancellationToken ct) =>
        WithSessionAsync<LoginAnswer>(caller, id, async (line, session) =>
        {
            if (string.IsNullOrWhiteSpace(draft.Phone)) return Refuse.Required("phone");
            if (NamedNumber.Read(draft.Phone, country: null, acceptsAny: true) is not { } phone) return Refuse.NoNumber("phone");
            await audit.WriteAsync(line.PortalId, caller.Actor, "line login code", line.Id.ToString(), after: phone.Number.ToString());
            return await AskAsync(caller, line, session, phone.Number, ct);
        }, ct);

    /// <summary>Tells the session what to do, then asks how the line is.</summary>
    internal Task<ActionResult<LineResource>> ActAsync(Caller caller, string id, SessionDraft draft, CancellationToken ct) =>
        WithSessionAsync<LineResource>(caller, id, async (line, session) =>
        {
            if (draft.Action is not { } action) return Refuse.Required("action");
            if (!session.Actions.Contains(action)) return LineRefusals.NoSuchAction();
            await audit.WriteAsync(line.PortalId, caller.Actor, $"line session {EnumText.Of(action)}", line.Id.ToString());
            _images.TryRemove(line.Id, out _);
            if (await clock.AskWithinAsync(VendorPatience, patience => session.ActAsync(action, patience), ct) is { } why)
                return LineRefusals.GatewayRefused(OwnWords.In(why));
            await connections.CheckAsync(line.PortalId, line.Id, ct);
            return await reading.GetAsync(caller, id, ct);
        }, ct);

    private Task<ActionResult<T>> WithSessionAsync<T>(
        Caller caller, string id, Func<Line, ILineLogin, Task<ActionResult<T>>> act, CancellationToken ct) =>
        reading.WithLineAsync(
            caller, id,
            async line => await gateways.FindAsync(line.Id) is ILineLogin session ? await act(line, session) : LineRefusals.NoTelephone(),
            ct);

    private async Task<LoginAnswer> AskAsync(
        Caller caller, Line line, ILineLogin session, PhoneNumber? codeFor, CancellationToken ct)
    {
        var offer = await clock.AskWithinAsync(VendorPatience, patience => session.OfferLoginAsync(codeFor, patience), ct);
        // The page that shows the image asks until it is gone: the line's connection is right from then on, too.
        if (offer is LoginOffer.AlreadyLinked && line.Connection != LineConnection.Connected)
            await connections.CheckAsync(line.PortalId, line.Id, ct);
        var now = clock.GetUtcNow();
        return offer switch
        {
            LoginOffer.ScanImage image =>
                new LoginAnswer(LoginState.Scan, image.PngBase64, null, null, null, now + image.LivesFor, session.Actions),
            LoginOffer.TypeCode code => new LoginAnswer(LoginState.Code, null, code.Code, null, null, now + code.LivesFor, session.Actions),
            LoginOffer.AlreadyLinked => new LoginAnswer(LoginState.Linked, null, null, null, null, null, session.Actions),
            _ => NotNow((offer as LoginOffer.NotNow)?.Why, session, caller),
        };
    }

    private static LoginAnswer NotNow(string? why, ILineLogin session, Caller caller) =>
        new(LoginState.NotNow, null, null, why, OwnWords.Find(why)?[caller.ReadsIn], null, session.Actions);
}
