declare const sealedText: unique symbol;
/** The content of a `column.sealedText`: nothing that can be shown by mistake. */
export interface SealedText {
  readonly [sealedText]: true;
}
/** A text as it stands in such a column: nothing else takes one for the other. */
export const asSealed = (stored: string): SealedText => stored as unknown as SealedText;
export function storedText(text: unknown): string {
  if (typeof text === 'string') return text;
  throw new Error('a sealed text is kept as text');
}
