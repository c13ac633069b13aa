/** Where a simulated world stands beside, its people can be signed in for a try: it tells login, password and the code of the moment. A real platform has none. */
export async function demoSignIn(persona: string): Promise<{ login: string; password: string; code: string } | null> {
  try {
    const { sandbox } = (await (await fetch('/site.json')).json()) as { sandbox: string | null };
    if (!sandbox) return null;
    const response = await fetch(`${sandbox}/h5/staff?as=${encodeURIComponent(persona)}`);
    return response.ok ? ((await response.json()) as { login: string; password: string; code: string }) : null;
  } catch {
    return null;
  }
}
