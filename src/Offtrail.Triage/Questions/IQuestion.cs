namespace Offtrail.Triage;

/// <summary>A question of the investigation guide.</summary>
internal interface IQuestion
{
    /// <summary>Its id, in snake case.</summary>
    string Id { get; }

    /// <summary>The question.</summary>
    string Asks { get; }

    /// <summary>Whether the answer comes from the subject's events; without them in the lake it is not known, and the guide says so.</summary>
    bool AsksForEvents => true;

    /// <summary>The field of the alert that answers it in part when the lake has the events no more: one of <see cref="Rules.AlertFields"/>, or null.</summary>
    string? KeptIn => null;

    /// <summary>Answers it from the case file. What is missing is part of the answer; there is always one.</summary>
    void Answer(CaseFile file, AnswerDraft draft);
}
