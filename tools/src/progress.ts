/** What a person sees while something long runs: on standard error, so that output stays clean. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const value = await work();
  say(`heitu: ${what} — ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return value;
}

/** A bar that redraws itself on a terminal, and prints each tenth elsewhere. */
export function progressBar(what: string, total: number): (done: number) => void {
  let shown = -1;
  return (done) => {
    const percent = total === 0 ? 100 : Math.floor((done * 100) / total);
    if (process.stderr.isTTY) {
      const filled = Math.round(percent / 4);
      process.stderr.write(
        `\r${what} [${'#'.repeat(filled)}${'.'.repeat(25 - filled)}] ${percent} %${percent === 100 ? '\n' : ''}`,
      );
    } else if (Math.floor(percent / 10) > shown) {
      shown = Math.floor(percent / 10);
      say(`${what} ${percent} %`);
    }
  };
}
