import { writeFileSync } from 'node:fs';
import { given, numberOr } from '@heitu/tools/command-line';
import { NotAsExpected } from './client.ts';
import { Journey } from './journey.ts';
import { CHAPTERS } from './chapters.ts';
import { startPlatformProcess } from './platform.ts';

const { values } = given('journey');
/** Who names an engine and no address gets a platform of its own behind that engine, for this journey. */
const own = process.env['GATEWAY'] && !values.url ? await startPlatformProcess() : null;
const url = own?.url ?? values.url ?? `http://127.0.0.1:${process.env['PORT'] ?? 4000}`;
const control = own?.controlUrl ?? values.sandbox ?? `http://127.0.0.1:${process.env['SANDBOX_PORT'] ?? 4100}/control`;
const only = numberOr(values.until, CHAPTERS.length);

const began = performance.now();
const journey = new Journey(url, control);
try {
  for (const [number, chapter] of CHAPTERS.entries()) {
    if (number + 1 > only) break;
    journey.chapter(`${number + 1}. ${chapter.title}`);
    await chapter.play(journey);
  }
  console.log(`\n${journey.steps} steps, all as expected (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  // Which personal data this run brought into the platform.
  if (values.planted) writeFileSync(values.planted, JSON.stringify(journey.planted));
} catch (error) {
  if (!(error instanceof NotAsExpected)) throw error;
  console.log(`\nNot as expected after ${journey.steps} steps: ${error.message}`);
  process.exitCode = 1;
} finally {
  await own?.stop();
}
