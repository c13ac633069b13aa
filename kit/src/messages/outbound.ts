import { request, type Dispatcher } from 'undici';

export interface OutboundCall {
  method: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** From the first byte sent to the last one received. */
  timeoutMs: number;
  /** A longer answer is not read to its end. */
  bytesMax: number;
}
export type OutboundAnswer =
  | { arrived: true; status: number; headers: Readonly<Record<string, string | string[] | undefined>>; body: Buffer }
  | { arrived: false; code: 'TIMEOUT' | 'NETWORK' | 'TOO_LONG'; message: string };

/** Null where it is longer than `bytesMax`. */
function bytesOf(body: Dispatcher.ResponseData['body'], bytesMax: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    body
      .on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if ((bytes += chunk.length) <= bytesMax) return;
        resolve(null);
        body.destroy();
      })
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject);
  });
}

/**
 * One exchange with the world outside. Sent once, never again: of one whose answer did not arrive only who knows what
 * it was about can say whether to repeat it.
 */
export async function callOut(url: URL, { timeoutMs, bytesMax, ...call }: OutboundCall): Promise<OutboundAnswer> {
  // Not AbortSignal.timeout: its signal, and all that hangs on it, stays in memory until the time is over.
  const abort = new AbortController();
  const overdue = setTimeout(() => abort.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    const answer = await request(url, { ...call, signal: abort.signal });
    const body = await bytesOf(answer.body, bytesMax);
    return body
      ? { arrived: true, status: answer.statusCode, headers: answer.headers, body }
      : { arrived: false, code: 'TOO_LONG', message: `more than ${bytesMax} bytes` };
  } catch (error) {
    return { arrived: false, code: abort.signal.aborted ? 'TIMEOUT' : 'NETWORK', message: String(error) };
  } finally {
    clearTimeout(overdue);
  }
}
