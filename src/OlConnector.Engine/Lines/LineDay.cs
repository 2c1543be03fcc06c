namespace OlConnector.Engine.Lines;

/// <summary>What a line sent of marketing on one day, counted as it left.</summary>
public sealed class LineDay
{
    public required PortalId PortalId { get; init; }
    public required LineId LineId { get; init; }

    /// <summary>Days from 1970-01-01 to the date where the line is.</summary>
    public required long Day { get; init; }

    /// <summary>Messages that its gateway took, those of unknown fate too.</summary>
    public required int Sent { get; set; }

    public required DateTimeOffset FirstAt { get; init; }
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>How many of them went to somebody without an earlier dialog; counted in the line's first days.</summary>
    public required int NewRecipients { get; set; }

    /// <summary>Which day it is of mailing days one after another, from 1.</summary>
    public required int Series { get; init; }
}
