using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine.Phones;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>A number to ask the line's gateway about.</summary>
/// <param name="Number">The number as people write it.</param>
internal sealed record NumberDraft([property: Needed] string? Number = null);

/// <summary>What the gateway knows about a number.</summary>
/// <param name="Number">The number, E.164 with plus.</param>
/// <param name="OnNetwork">Whether it has an account there; null when the gateway cannot tell now.</param>
/// <param name="CheckedAt">When the gateway said so; null when it did not.</param>
/// <param name="Kept">The answer is from an earlier question and cost none.</param>
/// <param name="Left">Questions that the line has left today (UTC).</param>
internal sealed record NumberCheckAnswer(string Number, bool? OnNetwork, DateTimeOffset? CheckedAt, bool Kept, int Left);

/// <summary>Answers people's questions about numbers.</summary>
internal sealed class NumberDesk(LineReading reading, NumberChecks checks, NumberBook book, Database database, TimeProvider clock)
{
    internal Task<ActionResult<NumberCheckAnswer>> CheckAsync(Caller caller, string id, NumberDraft draft, CancellationToken ct) =>
        reading.WithLineAsync<NumberCheckAnswer>(caller, id, async line =>
        {
            if (string.IsNullOrWhiteSpace(draft.Number)) return Refuse.Required("number");
            if (await ReadAsync(caller, draft.Number, ct) is not { } number) return Refuse.NoNumber("number");
            return await checks.CheckAsync(line.PortalId, line.Id, line.GatewayKind, number, ct) switch
            {
                NumberAnswer.Known known =>
                    new NumberCheckAnswer(number.E164, known.IsOnNetwork, known.CheckedAt, known.IsKept, await book.LeftAsync(line.Id)),
                NumberAnswer.Later later => LineRefusals.NoQuestionsLeft(later.Until - clock.GetUtcNow()),
                NumberAnswer.NotOffered => LineRefusals.CannotCheckNumbers(),
                _ => new NumberCheckAnswer(number.E164, null, null, Kept: false, await book.LeftAsync(line.Id)),
            };
        }, ct);

    private async Task<PhoneNumber?> ReadAsync(Caller caller, string raw, CancellationToken ct)
    {
        await using var db = database.Read();
        var country = await db.Portals.AsNoTracking().Where(portal => portal.Id == caller.Portal).Select(portal => portal.Country)
            .SingleOrDefaultAsync(ct);
        return NamedNumber.Read(raw, country, acceptsAny: false)?.Number;
    }
}
