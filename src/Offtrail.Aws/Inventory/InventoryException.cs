namespace Offtrail.Aws;

/// <summary>What an account owns can't be read; the message says why, and which right is missing.</summary>
public sealed class InventoryException(string message) : Exception(message);
