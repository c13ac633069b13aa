const asBase64 = (bytes: Buffer): string[] =>
  // At each of three places a group of three may begin before it: the characters that depend on it alone.
  [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)),
  );
const escaped = (value: string): string =>
  JSON.stringify(value)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const PHONE = /^(1\d{2})(\d{4})(\d{4})$/;

/** How a value could stand in a file, a log line or a URL, by the name of the form. */
export function formsOf(value: string): [form: string, bytes: Buffer][] {
  const bytes = Buffer.from(value);
  const texts: [string, string][] = [
    ['plain', value],
    ['JSON escapes', escaped(value)],
    ['URL', encodeURIComponent(value)],
    ['URL', encodeURIComponent(value).toLowerCase()],
    ['hex', bytes.toString('hex')],
    ['hex', bytes.toString('hex').toUpperCase()],
    ...asBase64(bytes).flatMap((text): [string, string][] => [
      ['base64', text],
      ['base64', text.replaceAll('+', '-').replaceAll('/', '_')],
    ]),
    ...(PHONE.test(value)
      ? [' ', '-', '.'].map((separator): [string, string] => [
          'separators',
          value.replace(PHONE, `$1${separator}$2${separator}$3`),
        ])
      : []),
  ];
  return [
    ...texts.map(([form, text]): [string, Buffer] => [form, Buffer.from(text)]),
    ['UTF-16', Buffer.from(value, 'utf16le')],
  ];
}
