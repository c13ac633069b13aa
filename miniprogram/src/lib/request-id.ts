import { forgetOwn, keepOwn, ownKept } from './holder';

const hex = (digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join('');
/** Shaped as a UUID. It must be unlike all others, not secret: the platform reads it beside who asks. */
export const newId = (): string =>
  `${Date.now()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})(.{4}).*$/, '$1-$2')}-4${hex(3)}-a${hex(3)}-${hex(12)}`;

export function requestIdFor(key: string): string {
  const known = ownKept<string>(`request.${key}`);
  if (known) return known;
  const id = newId();
  keepOwn(`request.${key}`, id);
  return id;
}
/** The platform has answered: whatever is tried next is another thing. */
export const settleRequestId = (key: string): void => forgetOwn(`request.${key}`);
