/**
 * What was typed and not yet taken by the server, with the request id that it will be sent under: a lost network or a
 * closed dialogue loses neither.
 */
export interface Draft {
  requestId: string;
  values: Record<string, unknown>;
}
const keyOf = (name: string): string => `heitu.admin.draft.${name}`;

export function draftOf(name: string, mint: () => string): Draft {
  try {
    const draft: Draft | null = JSON.parse(sessionStorage.getItem(keyOf(name)) ?? 'null');
    if (draft?.requestId) return draft;
  } catch {
    // An unreadable draft is as good as none.
  }
  return { requestId: mint(), values: {} };
}
export const keepDraft = (name: string, draft: Draft): void =>
  sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
export const dropDraft = (name: string): void => sessionStorage.removeItem(keyOf(name));
