const LOOK_EVERY_MS = 1000;
const STILL_MS = 5000;
/** A phone that slept is not one that stood still. */
const ASLEEP_MS = 60_000;

/**
 * Tells when nothing went on for seconds while somebody looked at it; answers what is to be called when nobody looks,
 * or somebody does again.
 */
export function watchStandstill(stoodStill: () => void): (isShown: boolean) => void {
  let lastMs: number | null = Date.now();
  setInterval(() => {
    if (lastMs === null) return;
    const passedMs = Date.now() - lastMs;
    lastMs = Date.now();
    if (passedMs > STILL_MS && passedMs < ASLEEP_MS) stoodStill();
  }, LOOK_EVERY_MS);
  return (isShown) => (lastMs = isShown ? Date.now() : null);
}
