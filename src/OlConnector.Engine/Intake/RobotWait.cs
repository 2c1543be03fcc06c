namespace OlConnector.Engine.Intake;

/// <summary>A process of the portal that stands still until our robot is told what became of its message (bitrix24.md §7.3).</summary>
/// <param name="EventToken">By which the portal finds the process again.</param>
/// <param name="EndsAt">Then it is told how things stand, whatever that is.</param>
public sealed record RobotWait(string EventToken, DateTimeOffset EndsAt);
