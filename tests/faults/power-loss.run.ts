import { losePower } from './power-loss.ts';

/** What `./run drill power-loss` starts, apart from all that the county's own platform is set by: one line of JSON. */
const say = (line: string): void => void process.stderr.write(`heitu: ${line}\n`);
const report = await losePower(Math.floor(Math.random() * 2 ** 31), say);
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(0);
