/** What an address says, with some of it said otherwise; what is undefined goes. */
export function changed(before: URLSearchParams, next: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [key, value] of Object.entries(next)) {
    if (value === undefined) after.delete(key);
    else after.set(key, value);
  }
  return after;
}
