const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Taro's own gives nothing in a browser. */
export function base64Of(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    text +=
      LETTERS[a >> 2]! +
      LETTERS[((a & 3) << 4) | ((b ?? 0) >> 4)]! +
      (b === undefined ? '=' : LETTERS[((b & 15) << 2) | ((c ?? 0) >> 6)]!) +
      (c === undefined ? '=' : LETTERS[c & 63]!);
  }
  return text;
}

/** WeChat has no atob. Takes base64 and base64url, with or without what fills up the end. */
export function bytesOf(text: string): Uint8Array {
  const letters = text
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  for (let i = 0, bits = 0, held = 0, at = 0; i < letters.length; i++) {
    held = ((held << 6) | LETTERS.indexOf(letters[i]!)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
}
