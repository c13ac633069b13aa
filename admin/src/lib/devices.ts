const KEY = 'heitu.admin.devices';
const TOKENS_MAX = 10;

/**
 * What sign-ins in this browser left behind, the newest first: with them the server counts tries here by themselves.
 * They open nothing, and outlive the tab.
 */
export function deviceTokens(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string').slice(0, TOKENS_MAX) : [];
  } catch {
    return [];
  }
}

export function keepDeviceToken(token: string | null | undefined): void {
  if (!token) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([token, ...deviceTokens()].slice(0, TOKENS_MAX)));
  } catch {
    // A browser that keeps nothing is a stranger's next time.
  }
}
