using System.Data.Common;
using System.Threading.Channels;

namespace OlConnector.Storage;

/// <summary>One writing thread's connection: opened when there is work, closed when the database went away, and then opened anew.</summary>
internal sealed class WriteDesk(Database database) : IDisposable
{
    private DbConnection? _connection;
    private WriteTurn? _turn;

    internal WriteTurn Turn => _turn!;

    internal void Begin()
    {
        if (_connection is null)
        {
            _connection = database.OpenForWriting();
            _turn = new WriteTurn(database, _connection);
        }

        Turn.Begin();
    }

    internal void Commit() => Turn.Commit();

    internal void RollBack()
    {
        try
        {
            _turn?.RollBack();
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            // The engine has rolled back by itself already (disk full, I/O error), or the connection is gone.
        }
    }

    /// <summary>The next work opens another.</summary>
    internal void CloseConnection()
    {
        _turn?.Dispose();
        _connection?.Dispose();
        (_turn, _connection) = (null, null);
    }

    public void Dispose() => CloseConnection();
}
