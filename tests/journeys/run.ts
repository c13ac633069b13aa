import { writeFileSync } from 'node:fs';
import { NotAsExpected } from './client.ts';
import { Journey } from './journey.ts';
import { CHAPTERS } from './chapters.ts';
import { startPlatformProcess } from './platform.ts';

const argument = (name: string, standard: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? standard : process.argv[at + 1]!;
};

/** Who names an engine and no address gets a platform of its own behind that engine, for this journey. */
const own = process.env['GATEWAY'] && !process.argv.includes('--url') ? await startPlatformProcess() : null;
const url = own?.url ?? argument('url', `http://127.0.0.1:${process.env['PORT'] ?? 4000}`);
const control =
  own?.controlUrl ?? argument('sandbox', `http://127.0.0.1:${process.env['SANDBOX_PORT'] ?? 4100}/control`);
const only = argument('until', '99');
/** Where to write which personal data this run brought into the platform. */
const plantedFile = argument('planted', '');

const began = performance.now();
const journey = new Journey(url, control);
try {
  for (const [number, chapter] of CHAPTERS.entries()) {
    if (number + 1 > Number(only)) break;
    journey.chapter(`${number + 1}. ${chapter.title}`);
    await chapter.play(journey);
  }
  console.log(`\n${journey.steps} steps, all as expected (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  if (plantedFile) writeFileSync(plantedFile, JSON.stringify(journey.planted));
} catch (error) {
  if (!(error instanceof NotAsExpected)) throw error;
  console.log(`\nNot as expected after ${journey.steps} steps: ${error.message}`);
  process.exitCode = 1;
} finally {
  await own?.stop();
}
