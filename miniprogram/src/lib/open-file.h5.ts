import { urlOf } from './platform';
import { Problem } from './problem';
import { SAID } from './said';
import { tokenOf } from './session';

/** In a browser: downloaded, under a name that says which it is. `edge`: payments/files/… */
export async function openPdf(edge: string, name: string): Promise<void> {
  const token = tokenOf();
  const answer = await fetch(urlOf(`/edges/${edge}`), {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  }).catch(() => {
    throw new Problem('offline');
  });
  if (!answer.ok) throw new Problem('refused', { refusal: { message: SAID.fileNotOpened } });
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
