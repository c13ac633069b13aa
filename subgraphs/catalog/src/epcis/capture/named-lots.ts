/** A lot that an event names: by an address of this platform, or by a Digital Link, which may lead to anybody's. */
export interface NamedLot {
  code: string;
  gtin: string | null;
  isOurAddress: boolean;
}

/** Of a lot, or of one bag of it, as it stands on labels and in our own events. */
const OUR_PATH = /^\/(?:trace|t)\/([^/?#]+)/;
const LINK = /^https?:\/\/[^?#]*?\/01\/(\d{8,14})(?:\/22\/[^/?#]+)?\/10\/([^/?#]+)/;

export function lotsNamedBy(things: readonly string[], publicUrl: string): NamedLot[] {
  const found = new Map<string, NamedLot>();
  for (const thing of things) {
    const isOurAddress = thing.startsWith(`${publicUrl}/`);
    const [, gtin = null, linked] = LINK.exec(thing) ?? [];
    const code = linked ?? (isOurAddress ? OUR_PATH.exec(thing.slice(publicUrl.length))?.[1] : undefined);
    if (code !== undefined) found.set(`${code} ${gtin} ${isOurAddress}`, { code, gtin, isOurAddress });
  }
  return [...found.values()];
}
