/** The platform did what it must never do. */
export class Violation extends Error {
  readonly invariant: string;
  readonly details: readonly string[];

  constructor(invariant: string, details: readonly string[]) {
    super(`${invariant}: ${details.join('; ')}`);
    this.invariant = invariant;
    this.details = details;
  }
}
