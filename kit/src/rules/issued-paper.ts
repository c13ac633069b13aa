import { z } from './validate.ts';

/** A line of a paper as it stands there: what it is called, and what it says. */
export interface PaperFact {
  name: string;
  value: string;
}

/**
 * What a room says of a paper that it issued, so that it is signed with the key that everybody knows and anybody can
 * verify it by its code. Nothing in it is for less than everybody's eyes.
 */
export const issuedPaper = z.object({
  code: z.string(),
  kind: z.string(),
  /** What it is about, in a line. */
  subject: z.string(),
  /** SHA-256 of the file, in hexadecimal. */
  digest: z.string(),
  issuedAtMs: z.int(),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type IssuedPaper = z.output<typeof issuedPaper>;

const CODE_LETTERS = 10;
/** The last letters of a new id are random (50 bits): nobody finds a paper by guessing. */
export const paperCode = (id: string): string => id.slice(-CODE_LETTERS);
/** Where anybody verifies it. */
export const paperAddress = (publicUrl: string, code: string): string => `${publicUrl}/papers/${code}`;
