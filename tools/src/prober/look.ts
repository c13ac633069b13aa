import { z } from '@heitu/kit/rules/validate';
import { PROBED_PARTS, type ProbedPart } from '@heitu/trust/disclosure/probe.policy';

/** As long as a person waits for a page. */
const ANSWER_MS_MAX = 8000;
/** One lost answer is no outage: what does not answer is asked once more. */
const AGAIN_AFTER_MS = 2000;

export interface Seen {
  up: ProbedPart[];
  down: ProbedPart[];
}

const units = z.record(z.string(), z.boolean());
const graphAnswer = z.union([z.object({ data: z.unknown() }), z.object({ errors: z.array(z.unknown()) })]);
const QUESTION = JSON.stringify({ query: '{ products(first: 1) { edges { node { id } } } }' });

async function answerOf(url: string, init?: RequestInit): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS_MAX) });
  return { status: response.status, text: await response.text() };
}
async function twice<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
    return ask();
  }
}

/** What the gateway says of each subgraph and its database; null where it says nothing, or answers no question. */
async function unitsAt(url: string): Promise<Record<string, boolean> | null> {
  try {
    return await twice(async () => {
      const said = await answerOf(`${url}/health/units`);
      if (said.status !== 200) throw new Error(`it answered ${said.status}`);
      const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: QUESTION };
      graphAnswer.parse(JSON.parse((await answerOf(`${url}/graphql`, asked)).text));
      return units.parse(JSON.parse(said.text));
    });
  } catch {
    return null;
  }
}
const hasPages = (url: string): Promise<boolean> =>
  twice(async () => {
    const { status, text } = await answerOf(`${url}/`);
    if (status !== 200 || text.length === 0) throw new Error(`it answered ${status}`);
    return true;
  }).catch(() => false);

/**
 * Looks at a platform from outside, as those do who use it: a page, a question to the API, and what the gateway says of
 * each subgraph and its database. Where the gateway says nothing, of the subgraphs nothing is known.
 */
export async function look(url: string): Promise<Seen> {
  const [said, pages] = await Promise.all([unitsAt(url), hasPages(url)]);
  const isUp = (part: ProbedPart): boolean | undefined => {
    if (part === 'pages') return pages;
    return part === 'gateway' ? said !== null : said?.[part];
  };
  return {
    up: PROBED_PARTS.filter((part) => isUp(part) === true),
    down: PROBED_PARTS.filter((part) => isUp(part) === false),
  };
}
