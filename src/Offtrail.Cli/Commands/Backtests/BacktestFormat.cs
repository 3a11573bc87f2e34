namespace Offtrail.Cli;

/// <summary>How a backtest is printed.</summary>
internal enum BacktestFormat
{
    /// <summary>For a person.</summary>
    Table,

    /// <summary>One JSON document.</summary>
    Json,
}
