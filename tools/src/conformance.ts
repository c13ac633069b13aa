import { z } from '@heitu/kit/rules/validate';
import { SOURCES, VERDICTS } from '@heitu/kit/rules/evidence';
import { EvidenceSources, Verdicts } from '@heitu/kit/rules/evidence-enums';
import { keysOf } from '@heitu/kit/rules/checked';
import { ConfigError, type Environment } from '@heitu/kit/serving/config';
import { SIGN_INS } from '@heitu/sandbox/seed';
import { say } from './progress.ts';

const figure = z.object({
  label: z.string(),
  value: z.number(),
  unit: z.string().nullable(),
  verdict: z.enum(keysOf(Verdicts)).nullable(),
  outOf: z.number().nullable(),
  target: z.string().nullable(),
  sampleMin: z.number().nullable(),
  source: z.enum(keysOf(EvidenceSources)).nullable(),
  missed: z.array(z.object({ ref: z.string(), text: z.string() })),
});
const entry = z.object({
  clause: z.string(),
  title: z.string(),
  level: z.string(),
  owner: z.string(),
  standing: z.enum(keysOf(Verdicts)),
  lacking: z.string().nullable(),
  deviation: z.string().nullable(),
  figures: z.array(figure),
});
type Entry = z.output<typeof entry>;
const REPORT = `query ($month: String) { conformanceReport(month: $month) {
  clause title level owner standing lacking deviation
  figures { label value unit verdict outOf target sampleMin source missed { ref text } } } }`;

const answered = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** The demo county's: an administrator of a real platform gives the token of a session. */
const DEMO_ROLE = 'regulator';
const PASSWORD_STEP = `mutation ($input: SignInWithPasswordInput!) { step: signInWithPassword(input: $input) {
  ... on SignInChallenge { challenge }
  ... on SignInWithPasswordRefused { message } } }`;
const FACTOR_STEP = `mutation ($input: SignInWithSecondFactorInput!) { step: signInWithSecondFactor(input: $input) {
  ... on SignedIn { token }
  ... on SignInWithSecondFactorRefused { message } } }`;
const stepDone = z.object({
  step: z.object({
    challenge: z.string().optional(),
    token: z.string().optional(),
    message: z.string().optional(),
  }),
});

async function postJson(url: string, body: object, token?: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  }).catch((error: Error) => {
    throw new ConfigError(`${url}: nobody answers (${error.message})`);
  });
  return response.json();
}
async function ask(url: string, query: string, variables: object, token?: string): Promise<unknown> {
  const { data, errors } = answered.parse(await postJson(`${url}/graphql`, { query, variables }, token));
  if (errors?.[0]) throw new ConfigError(`${url}: ${errors[0].message}`);
  return data;
}

/** Both steps of the demo's sign-in, the sandbox playing the phone's app. */
async function demoToken(url: string, control: string): Promise<string> {
  const known = SIGN_INS.find(({ role }) => role === DEMO_ROLE);
  if (!known) throw new ConfigError(`the demo county has no ${DEMO_ROLE}`);
  const { login, password, factorSecret } = known;
  const first = stepDone.parse(await ask(url, PASSWORD_STEP, { input: { login, password } })).step;
  if (!first.challenge) throw new ConfigError(`${url}: ${login}: ${first.message ?? ''}; is HEITU_TOKEN missing?`);
  const { code } = z
    .object({ code: z.string() })
    .parse(await postJson(`${control}/authenticator`, { secret: factorSecret }));
  const second = stepDone.parse(await ask(url, FACTOR_STEP, { input: { challenge: first.challenge, code } })).step;
  if (!second.token) throw new ConfigError(`${url}: ${login}: ${second.message ?? ''}`);
  return second.token;
}

const number = (value: number): string => String(Math.round(value * 100) / 100);
const wordOf = (name: keyof typeof Verdicts): string => VERDICTS[Verdicts[name]];

/** One entry as people read it: verdict, each figure with what it must be and who vouches for it, what is missing. */
function linesOf({ clause, title, standing, figures, lacking }: Entry): string[] {
  return [
    `${clause}  ${wordOf(standing)}  ${title}`,
    ...figures.map(({ label, value, unit, verdict, target, source }) =>
      [
        `    ${label} ${number(value)}${unit ?? ''}`,
        ...(target ? [target] : []),
        ...(source ? [SOURCES[EvidenceSources[source]]] : []),
        ...(verdict ? [wordOf(verdict)] : []),
      ].join('，'),
    ),
    ...(lacking ? [`    ${lacking}`] : []),
  ];
}

/**
 * `./run conformance`: every entry of the standard with its verdict, figures and sources, as the running platform tells
 * them. An entry that is not kept is no error of the command.
 */
export async function conformance(
  asked: { url?: string; sandbox?: string; month?: string; json?: boolean },
  env: Environment,
): Promise<number> {
  const port = Number(env['PORT'] ?? 4000);
  const url = (asked.url ?? `http://127.0.0.1:${port}`).replace(/\/+$/, '');
  const control = asked.sandbox ?? `http://127.0.0.1:${env['SANDBOX_PORT'] ?? port + 100}/control`;
  const token = env['HEITU_TOKEN'] ?? (await demoToken(url, control));
  const { conformanceReport: entries } = z
    .object({ conformanceReport: z.array(entry) })
    .parse(await ask(url, REPORT, { month: asked.month ?? null }, token));
  const counts = keysOf(Verdicts).map((name) => ({
    name,
    count: entries.filter(({ standing }) => standing === name).length,
  }));
  if (asked.json) {
    const told = { counts: Object.fromEntries(counts.map(({ name, count }) => [name, count])), entries };
    process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return 0;
  }
  for (const one of entries) process.stdout.write(`${linesOf(one).join('\n')}\n`);
  say(counts.map(({ name, count }) => `${wordOf(name)} ${count}`).join(' · '));
  return 0;
}
