using OlConnector.Harness;
using OlConnector.Harness.Modes;
using OlConnector.Harness.Node;

var clock = TimeProvider.System;
if (args is ["node", var settingsFile])
{
    await NodeHost.RunAsync(settingsFile, clock);
    return 0;
}

if (Arguments.Read(args) is not { } arguments || !Playbill.Knows(arguments.Mode))
{
    await Console.Error.WriteLineAsync(Playbill.Usage);
    return 2;
}

return await Playbill.RunAsync(arguments, Console.Out, clock) ? 0 : 1;
