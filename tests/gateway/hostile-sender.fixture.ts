import type { PlatformProcess } from '../journeys/platform.ts';
import { sendRaw } from './raw-http.fixture.ts';

/**
 * Nobody is kept waiting longer for a no, on a slow machine too; who sends slowly waits for the end of what he may
 * take.
 */
export const REFUSED_WITHIN_MS = 5000;
export const RECEIVE_MS = 3000;

export interface Told {
  status: number;
  code: string;
  text: string;
}
export type Attack = () => Promise<Told>;
/** The platform starts after the attacks are listed. */
export type Target = () => PlatformProcess;

export const codeIn = (text: string): string => {
  try {
    const body = JSON.parse(text) as { errors?: { extensions: { code: string } }[]; error?: string };
    return body.errors?.[0]?.extensions.code ?? body.error ?? '';
  } catch {
    return '';
  }
};

export const toldBy = async (response: Response): Promise<Told> => {
  const text = await response.text();
  return { status: response.status, text, code: codeIn(text) };
};

/** How to send to the gateway what no client of ours sends. */
export function sender(target: Target) {
  const post =
    (body: unknown, headers: Record<string, string> = {}): Attack =>
    async () =>
      toldBy(
        await fetch(`${target().url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
        }),
      );
  const query = (text: string, variables?: object): Attack => post({ query: text, variables });
  const raw =
    (send: Parameters<typeof sendRaw>[1]): Attack =>
    async () => {
      const { status, body } = await sendRaw(target().url, send, REFUSED_WITHIN_MS + RECEIVE_MS);
      return { status, text: body, code: codeIn(body) };
    };
  const ME = '{ me { id } }';
  const withToken = (authorization: string): Attack => post({ query: ME }, { authorization });
  return { post, query, raw, toldBy, withToken };
}
