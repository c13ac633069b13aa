/** In this order: a browser names those that it descends from as well. */
const APPS = [
  ['MicroMessenger', '微信'],
  ['EdgA?/', 'Edge'],
  ['Firefox|FxiOS', '火狐'],
  ['Chrome|CriOS', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', '安卓'],
  ['iPhone|iPad', 'iOS'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['HarmonyOS|OpenHarmony', '鸿蒙'],
  ['Linux', 'Linux'],
] as const;
const titleOf = (table: readonly (readonly [string, string])[], text: string): string | undefined =>
  table.find(([mark]) => new RegExp(mark).test(text))?.[1];

/**
 * What kind of app on what kind of system sent a request, for a person to recognise their own sign-ins; of the phone's
 * model and of versions nothing. Null where nothing is recognised.
 */
export function deviceName(userAgent: string | undefined): string | null {
  if (!userAgent) return null;
  const parts = [titleOf(APPS, userAgent), titleOf(SYSTEMS, userAgent)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' · ') : null;
}
