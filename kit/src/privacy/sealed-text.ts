declare const sealedText: unique symbol;
/** The content of a `column.sealedText`: nothing that can be shown by mistake. */
export interface SealedText {
  readonly [sealedText]: true;
}
