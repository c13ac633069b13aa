/** More is a mistake of the asker: a page holds a hundred. */
export const PEER_IDS_MAX = 1000;
export function bounded(ids: readonly string[]): string[] {
  if (ids.length > PEER_IDS_MAX) throw new Error(`a peer asked for ${ids.length} ids at once`);
  return [...new Set(ids)];
}
