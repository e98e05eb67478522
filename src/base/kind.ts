/**
 * What an interaction's kind declares. Measures read the traits, never the name: a new source adds kinds
 * without touching a measure.
 */
export interface Kind {
  /** Stable name, `mail-reply`. */
  readonly id: string;
  /** `false` for meetings, contacts, co-authorship: directed measures are then `NaN`. */
  readonly isDirected: boolean;
  /** Whether someone could answer it: an opening message can, a reaction cannot. */
  readonly isAnswerable: boolean;
  /** Whether it is itself an answer to the person it goes to. */
  readonly isAnswer: boolean;
  /**
   * What it says about lead: `forward` — the sender turned to the recipient; `reversed` — a reply, so the
   * recipient (who had asked) turned to the sender; `none` — broadcast, meeting, contact, reaction.
   */
  readonly lead: 'forward' | 'reversed' | 'none';
}
