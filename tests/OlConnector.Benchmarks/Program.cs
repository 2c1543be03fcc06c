using BenchmarkDotNet.Running;
using OlConnector.Benchmarks.Load;
using OlConnector.Benchmarks.Queue;

// -- queue [--lines N --messages N --seconds N]: intake, composing, claim and settle.
// -- load [--lines N --messages N --waiting N]: the whole product at work; two nodes as well where OLC_POSTGRES names a server. Anything else goes to BenchmarkDotNet.
if (args is ["queue", ..]) await QueueFigures.RunAsync(args);
else if (args is ["load", ..]) await LoadFigures.RunAsync(QueueFigures.Number(args, "--lines", 10_000), QueueFigures.Number(args, "--messages", 20_000), QueueFigures.Number(args, "--waiting", 1_000_000));
else if (args is ["outside", ..]) await Outside.RunAsync(args);
else BenchmarkSwitcher.FromAssembly(typeof(QueueFigures).Assembly).Run(args);
