/** WeChat has no TextEncoder. */
export const utf8ToBytes = (text: string): Uint8Array => {
  const escaped = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return Uint8Array.from(escaped, (letter) => letter.charCodeAt(0));
};

export function textOfBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += `%${byte.toString(16).padStart(2, '0')}`;
  return decodeURIComponent(text);
}
