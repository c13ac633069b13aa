import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isEnumType, Kind, print } from 'graphql';
import { createExecution } from '@heitu/gateway/execution/index';
import { Unavailable } from '@heitu/kit/messages/peers';
import { SUBGRAPHS } from '@heitu/standard';
import { keyOf, operationOf, rootsOf } from '@heitu/tools/document-marks';
import { documentsOf, SETS, type SetDocument } from '@heitu/tools/documents';
import { rootsThatMustBeThere } from '@heitu/tools/client-types';
import { composeSupergraph } from '@heitu/tools/supergraph';
import { leafGiven, rootFieldsOf, talkative } from './away.fixture.ts';

const sdlOf = (name: string): string => readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
const subgraphs = SUBGRAPHS.map((name) => ({ name, sdl: sdlOf(name) }));
const api = buildSchema(sdlOf('api'), { assumeValid: true });
const pages = SETS.flatMap(documentsOf).filter(({ kind }) => kind === 'query');
const rootsBy = subgraphs.map(({ name, sdl }) => ({ name, roots: Object.keys(rootFieldsOf(sdl)) }));
const ownerOf = (root: string) => rootsBy.find(({ roots }) => roots.includes(root))!.name;

/** Of an enum its first value, of a list one item. */
function givenFor(type: string): unknown {
  const item = /^\[(\w+)!?\]/.exec(type)?.[1];
  if (item) return [givenFor(item)];
  const named = api.getType(type.replace('!', ''));
  return isEnumType(named) ? named.getValues()[0]!.name : leafGiven(type);
}

interface Shown {
  /** Roots that failed, and without which the page has nothing to show. */
  lost: string[];
  /** All else that was asked for at the root. */
  there: string[];
}

describe('with a subgraph away, a page dies only with its owner', () => {
  const answers = new Map<string, ReturnType<typeof talkative>>(
    subgraphs.map(({ name, sdl }) => [name, talkative(sdl)]),
  );
  let away: string | null = null;
  const execution = createExecution<null>(composeSupergraph(subgraphs), async (service, request) => {
    if (service === away) throw new Unavailable(`${service} is away`);
    return answers.get(service)!(request);
  });

  async function show(page: SetDocument): Promise<Shown> {
    const operation = operationOf(page.document);
    const variables = Object.fromEntries(
      (operation.variableDefinitions ?? [])
        .filter(({ type }) => type.kind === Kind.NON_NULL_TYPE)
        .map(({ variable, type }) => [variable.name.value, givenFor(print(type))]),
    );
    const answer = await execution.prepare(page.document).run(variables, null);
    const { data, errors = [] } = JSON.parse(JSON.stringify(answer)) as {
      data: Record<string, unknown> | null;
      errors?: { path?: (string | number)[] }[];
    };
    const asked = rootsOf(page.document).map(keyOf);
    const needed = asked.filter((root) => !page.optional.includes(root));
    const isGone = (root: string): boolean => (data?.[root] ?? null) === null;
    return {
      lost: needed.filter((root) => isGone(root) && errors.some(({ path }) => !path || path[0] === root)),
      there: asked.filter((root) => !isGone(root)),
    };
  }

  it('shows everything of every page while all are there', async () => {
    away = null;
    for (const page of pages) {
      const { lost, there } = await show(page);
      expect({ page: page.file, lost, there }).toEqual({
        page: page.file,
        lost: [],
        there: rootsOf(page.document).map(keyOf),
      });
    }
  });

  it.each(SUBGRAPHS)('%s: no page of another is lost, and no page of its own pretends', async (name) => {
    away = name;
    const wrong: string[] = [];
    for (const page of pages) {
      const { lost, there } = await show(page);
      for (const root of rootsOf(page.document)) {
        const isOwn = ownerOf(root.name.value) === name;
        const key = keyOf(root);
        if (!isOwn && !there.includes(key)) wrong.push(`${page.file}: ${key} is lost without ${name}`);
        if (isOwn && !page.optional.includes(key) && !lost.includes(key)) wrong.push(`${page.file}: ${key} pretends`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('says of each list that is not optional that the page needs it', () => {
    const page = pages.find(({ document }) => operationOf(document).name?.value === 'MyOrders')!;
    expect(rootsThatMustBeThere(api, page)).toEqual(['orders']);
  });
});
