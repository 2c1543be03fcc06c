using BenchmarkDotNet.Running;
using OlConnector.Benchmarks.Care;
using OlConnector.Benchmarks.Load;
using OlConnector.Benchmarks.Queue;
using OlConnector.Benchmarks.Recognition;
using OlConnector.Benchmarks.Turns;

// -- queue [--lines N --messages N --seconds N]: intake, composing, claim and settle.
// -- load [--only PART] [--lines N --messages N --waiting N]: the whole product at work; on
// PostgreSQL as well where OLC_POSTGRES names a server.
// -- turns [--only PART] [--lines N]: what one portal's work costs the others.
// -- tables [--rows N]: a table of recipients is taken in.
// -- move [--messages N]: books move from one's own file to the server that OLC_POSTGRES names.
// -- care [--audit N]: what a slow portal, or the deleting of one's data, costs another.
// -- recognition [--seed N --messages N --worst N]: how many messages of a made corpus stand in the wrong mailing.
// Anything else goes to BenchmarkDotNet.
if (args is ["queue", ..]) await QueueFigures.RunAsync(args);
else if (args is ["load", ..]) await LoadFigures.RunAsync(args);
else if (args is ["turns", ..]) await TurnFigures.RunAsync(args);
else if (args is ["tables", ..]) await TableFigures.RunAsync(QueueFigures.Number(args, "--rows", 100_000));
else if (args is ["move", ..]) await MoveFigures.RunAsync(QueueFigures.Number(args, "--messages", 1_000_000));
else if (args is ["care", ..]) await CareFigures.RunAsync(args);
else if (args is ["recognition", ..]) RecognitionFigures.Run(args);
else if (args is ["outside", ..]) await Outside.RunAsync(args);
else BenchmarkSwitcher.FromAssembly(typeof(QueueFigures).Assembly).Run(args);
