/** A code is good once: who tries out several windows at once waits for the next, half a minute at most. */
const TRIES = 3;

/**
 * Where a simulated world stands beside, its people can be signed in for a try: it tells login, password and the code
 * of the moment. A real platform has none.
 */
export async function demoSignIn(
  persona: string,
  onWait: (text: string) => void = () => undefined,
): Promise<{ login: string; password: string; code: string } | null> {
  try {
    const { sandbox }: { sandbox: string | null } = await (await fetch('/site.json')).json();
    if (!sandbox) return null;
    for (let left = TRIES; left > 0; left--) {
      const response = await fetch(`${sandbox}/h5/staff?as=${encodeURIComponent(persona)}`);
      if (response.ok) return await response.json();
      if (response.status !== 429) return null;
      const { message, retryAfter }: { message: string; retryAfter: number } = await response.json();
      onWait(message);
      await new Promise((resolve) => setTimeout(resolve, (retryAfter || 5) * 1000));
    }
    return null;
  } catch {
    return null;
  }
}
