import { watchStandstill } from './stands-still';
import type { Watching } from './trouble';

/** What the browser or somebody's addition to it puts into a page is not ours. */
const isOurs = (file: string): boolean => file === '' || file.startsWith(location.origin);

/** In a browser: the page's own rules stop what goes elsewhere, and tell (gateway/src/sites/policy.ts). */
export function watchTrouble({ mistaken, note }: Watching): void {
  addEventListener('error', ({ error, filename }) => void (isOurs(filename) && mistaken(error)));
  addEventListener('unhandledrejection', ({ reason }) => mistaken(reason));
  document.addEventListener('securitypolicyviolation', ({ blockedURI, sourceFile }) => {
    const [, host] = /^(?:https?|wss?):\/\/([^/:?#]+)/i.exec(blockedURI) ?? [];
    if (host && isOurs(sourceFile)) note({ strayedTo: host.toLowerCase() });
  });
  const shown = watchStandstill(() => note({ frozen: true }));
  document.addEventListener('visibilitychange', () => shown(document.visibilityState === 'visible'));
}
