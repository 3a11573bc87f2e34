namespace Offtrail.Events;

/// <summary>Members by which an object shows that it is meant as a CloudTrail record.</summary>
[Flags]
internal enum RecordSigns
{
    None = 0,
    Member = 1,
    Identity = 2,
}
