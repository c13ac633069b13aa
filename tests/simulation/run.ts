import { chinaDate } from '@heitu/kit/rules/calendar';
import { given, numberOr } from '@heitu/tools/command-line';
import { takeOverNature } from './chance.ts';

const DEFAULT_STEPS = 5000;
const EX_FAILED = 1;
const SILENT_DAYS = 400;
const { values } = given('simulate');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A day's runs try another county each; a printed seed is tried again. */
const seed = numberOr(values.seed, Number(chinaDate(Date.now()).replaceAll('-', '')));
const steps = numberOr(values.steps, DEFAULT_STEPS);

// Before anything of the platform is loaded: what it takes for time and chance comes from the seed.
const realNow = performance.now();
const { START_MS } = await import('./start.ts');
const nature = takeOverNature(START_MS);
await import('./pictures.ts');
const { Platform } = await import('./platform.ts');
const { servicesOf } = await import('./services.ts');
const { simulate } = await import('./simulate.ts');
const { Provider } = await import('./provider.model.ts');
const { Chance } = await import('./chance.ts');
const { TaxAuthority } = await import('./tax.model.ts');
const { plants } = await import('./plants.ts');

const clock = { now: () => nature.nowMs() };
const platform = await Platform.open(
  clock,
  servicesOf(new Provider(new Chance(0), clock, async () => {}), new TaxAuthority(new Chance(0), clock)),
);
if (values.silence) {
  const { keepSilent } = await import('./silence.ts');
  let failures = 0;
  for (const one of values.seeds?.split(',').map(Number) ?? [seed]) {
    const silence = await keepSilent(platform, nature, { seed: one, steps, days: SILENT_DAYS });
    const { lastDay, begun, missing, left, open } = silence;
    failures += missing.length + left.length + open.length;
    if (values.json) say(JSON.stringify({ seed: one, steps, days: SILENT_DAYS, ...silence }));
    else {
      say(
        `seed ${one}: ${steps} steps, then ${SILENT_DAYS} days of silence; ${Math.round((performance.now() - realNow) / 1000)} s`,
      );
      if (values.trace) for (const line of lastDay) say(line);
      for (const [what, count] of Object.entries(begun)) say(`  ${String(count).padStart(6)} ${what}`);
      for (const line of missing) process.stderr.write(`NOT BEGUN: ${line}\n`);
      for (const line of [...left, ...open]) process.stderr.write(`NOT ENDED: ${line}\n`);
    }
  }
  process.exit(failures > 0 ? EX_FAILED : 0);
}
const planted = values.plant;
const result = await simulate(platform, nature, {
  seed,
  steps,
  ...(planted && { plant: plants[planted]! }),
  onWorld: (world) => {
    if (values.trace) for (const line of world.trace) say(line);
    if (values.errors) for (const line of world.errors) say(line);
  },
});
const cpuSeconds = Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1e5) / 10;
if (values.json) say(JSON.stringify({ seed, ...result, cpuSeconds }));
else {
  say(
    `seed ${seed}: ${result.steps} steps in ${result.worlds} worlds, ${result.crashes} crashes, ${result.rests} times compared at rest; ${cpuSeconds} s of CPU, ${Math.round((performance.now() - realNow) / 1000)} s; digest ${result.digest}`,
  );
  for (const [label, count] of Object.entries(result.moves).sort(([, a], [, b]) => b - a))
    say(`  ${String(count).padStart(6)} ${label}`);
}
const { failure } = result;
if (failure) {
  process.stderr.write(
    `\nBROKEN: ${failure.invariant}\n${failure.details.map((line) => `  ${line}`).join('\n')}\n\nthe last steps:\n${failure.last.map((line) => `  ${line}`).join('\n')}\n\nagain: ./run simulate --seed ${failure.seed} --steps ${failure.step}${planted ? ` --plant ${planted}` : ''}\n`,
  );
  process.exit(EX_FAILED);
}
process.exit(0);
